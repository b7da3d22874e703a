import multiprocessing
import time


def slow(n):
    time.sleep(n)
    return n


if __name__ == '__main__':
    pool = multiprocessing.Pool(2)
    r = pool.map_async(slow, [100, 100])
    r.wait(0.02)
    print(r.ready())
    pool.terminate()
    pool.join()
    print('terminated')
    try:
        r.get(timeout=0.01)
    except multiprocessing.TimeoutError as e:
        print(repr(e))
