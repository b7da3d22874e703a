from multiprocessing import Array, Process, Value


def partial(data, lo, hi, total):
    s = sum(data[lo:hi])
    with total.get_lock():
        total.value += s


if __name__ == '__main__':
    data = Array('i', range(1, 101), lock=False)
    total = Value('l', 0)
    ps = [Process(target=partial, args=(data, lo, lo + 25, total)) for lo in range(0, 100, 25)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(total.value, data[0], data[-1], len(data))
