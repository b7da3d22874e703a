import multiprocessing
import time


def slow(n):
    time.sleep(0.01)
    return -n


if __name__ == '__main__':
    pool = multiprocessing.Pool(2)
    results = [pool.apply_async(slow, (i,)) for i in range(4)]
    pool.close()
    try:
        pool.apply_async(slow, (9,))
    except ValueError as e:
        print(e)
    pool.join()
    print([r.get() for r in results], all(r.ready() for r in results))
