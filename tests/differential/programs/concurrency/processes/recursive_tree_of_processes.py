import multiprocessing


def node(depth, path):
    if depth:
        kids = [multiprocessing.Process(target=node, args=(depth - 1, path + str(i))) for i in range(2)]
        for k in kids:
            k.start()
            k.join()
    print(path, multiprocessing.current_process().name, flush=True)


if __name__ == '__main__':
    node(2, 'r')
