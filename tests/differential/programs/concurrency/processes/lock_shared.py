import multiprocessing


def add(value, lock, n):
    for _ in range(n):
        with lock:
            value.value += 1


if __name__ == '__main__':
    lock = multiprocessing.Lock()
    value = multiprocessing.Value('i', 0, lock=False)
    processes = [multiprocessing.Process(target=add, args=(value, lock, 200)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(value.value)
    print(lock, lock.acquire(), lock, lock.acquire(False), lock.acquire(timeout=0.01))
    lock.release()
    try:
        lock.release()
    except ValueError as exc:
        print(exc)
    relock = multiprocessing.RLock()
    print(relock, relock.acquire(), relock.acquire(), relock)
    relock.release()
    relock.release()
    try:
        relock.release()
    except AssertionError as exc:
        print(exc)
    semaphore = multiprocessing.Semaphore(2)
    print(semaphore, semaphore.acquire(), semaphore.get_value())
    bounded = multiprocessing.BoundedSemaphore(1)
    print(bounded)
    try:
        bounded.release()
    except ValueError as exc:
        print(exc)
