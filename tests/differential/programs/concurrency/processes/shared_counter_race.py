# value += 1 is a look and a store, each with the lock for itself: only get_lock() makes it one.
import multiprocessing


def add(value, n, whole):
    for _ in range(n):
        if whole:
            with value.get_lock():
                value.value += 1
        else:
            value.value += 1


def run(whole):
    value = multiprocessing.Value('i', 0)
    processes = [multiprocessing.Process(target=add, args=(value, 300, whole)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return value.value


if __name__ == '__main__':
    print(run(True))
    print(300 <= run(False) <= 600)
