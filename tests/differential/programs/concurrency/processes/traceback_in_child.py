from multiprocessing import Process


def level2(x):
    return [1, 2, 3][x]


def level1(x):
    return level2(x)


if __name__ == '__main__':
    p = Process(target=level1, args=(10,))
    p.start()
    p.join()
    print('exit code', p.exitcode)
    p = Process(target=level1, args=(10,), name='Worker-A')
    p.start()
    p.join()
