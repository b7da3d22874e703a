from multiprocessing import Pool, TimeoutError
import time


def f(x):
    return x * x


if __name__ == '__main__':
    with Pool(processes=2) as pool:
        print(pool.map(f, range(10)))
        for i in pool.imap_unordered(f, range(3)):
            pass
        res = pool.apply_async(f, (20,))
        print(res.get(timeout=5))
        print([pool.apply(f, (i,)) for i in range(3)])
        res = pool.apply_async(time.sleep, (10,))
        try:
            print(res.get(timeout=0.1))
        except TimeoutError:
            print('We lacked patience and got a multiprocessing.TimeoutError')
        print('For the moment, the pool remains available for more work')
    print('Now the pool is closed and no longer available')
    try:
        pool.map(f, [1])
    except ValueError as e:
        print(e)
