from multiprocessing import Process, Value


def count(v, n):
    for _ in range(n):
        with v.get_lock():
            v.value += 1


if __name__ == '__main__':
    v = Value('i', 0)
    ps = [Process(target=count, args=(v, 100)) for _ in range(4)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(v.value)
    big = Value('b', 0)
    big.value = 200
    print(big.value, Value('B', 255).value, Value('q', 2 ** 40).value, Value('f', 0.1).value)
    raw = Value('i', 7, lock=False)
    print(raw.value, type(raw).__name__)
