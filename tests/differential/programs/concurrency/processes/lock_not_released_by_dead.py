import multiprocessing
import os


def die_holding(lock, ready):
    lock.acquire()
    ready.set()
    os._exit(1)


if __name__ == '__main__':
    lock, ready = multiprocessing.Lock(), multiprocessing.Event()
    p = multiprocessing.Process(target=die_holding, args=(lock, ready))
    p.start()
    ready.wait()
    p.join()
    print(p.exitcode, lock.acquire(timeout=0.02))
    lock.release()
    print(lock.acquire(timeout=0.02))
