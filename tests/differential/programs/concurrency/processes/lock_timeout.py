import multiprocessing
import time


def hold(lock, held, seconds):
    with lock:
        held.set()
        time.sleep(seconds)


if __name__ == '__main__':
    lock, held = multiprocessing.Lock(), multiprocessing.Event()
    process = multiprocessing.Process(target=hold, args=(lock, held, 0.5))
    process.start()
    held.wait()
    begin = time.monotonic()
    print(lock.acquire(False), lock.acquire(timeout=0.1), time.monotonic() - begin >= 0.1)
    print(lock.acquire(timeout=20), time.monotonic() - begin < 15)
    lock.release()
    process.join()
