from multiprocessing import Lock, Process


def f(lock, i):
    lock.acquire()
    try:
        print('hello world', i)
    finally:
        lock.release()


if __name__ == '__main__':
    lock = Lock()
    for num in range(5):
        p = Process(target=f, args=(lock, num))
        p.start()
        p.join()
