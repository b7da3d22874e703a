import multiprocessing
import time


def work(sem, active, peak):
    with sem:
        with active.get_lock():
            active.value += 1
            if active.value > peak.value:
                peak.value = active.value
        time.sleep(0.01)
        with active.get_lock():
            active.value -= 1


if __name__ == '__main__':
    sem = multiprocessing.Semaphore(2)
    active, peak = multiprocessing.Value('i', 0), multiprocessing.Value('i', 0)
    ps = [multiprocessing.Process(target=work, args=(sem, active, peak)) for _ in range(5)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(active.value, 1 <= peak.value <= 2)
    b = multiprocessing.BoundedSemaphore(1)
    try:
        b.release()
    except ValueError as e:
        print(e)
    lock = multiprocessing.Lock()
    try:
        lock.release()
    except ValueError as e:
        print(e)
    r = multiprocessing.RLock()
    try:
        r.release()
    except AssertionError as e:
        print(e)
    print(lock.acquire(), lock.acquire(block=False), lock.acquire(timeout=0.01))
