import multiprocessing


def produce(args):
    queue, n = args
    for i in range(3):
        queue.put((n, i))
    return n


if __name__ == '__main__':
    with multiprocessing.Manager() as manager:
        queue = manager.Queue()
        with multiprocessing.Pool(2) as pool:
            print(pool.map(produce, [(queue, n) for n in range(3)]))
        items = []
        while not queue.empty():
            items.append(queue.get())
        print(sorted(items))
