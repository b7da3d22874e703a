import multiprocessing


def child():
    print('unreachable')


def parent():
    p = multiprocessing.Process(target=child)
    p.start()


if __name__ == '__main__':
    p = multiprocessing.Process(target=parent, daemon=True)
    p.start()
    p.join()
    print(p.exitcode)
