import multiprocessing
import time


def square(n):
    return n * n


def fail(n):
    raise ValueError(n)


if __name__ == '__main__':
    results, errors = [], []
    with multiprocessing.Pool(2) as pool:
        one = pool.apply_async(square, (3,), callback=results.append)
        print(one.get(), one.ready(), one.successful(), results)
        two = pool.map_async(square, range(4), callback=results.append, error_callback=errors.append)
        two.wait()
        print(two.ready(), two.get(), results[1:])
        three = pool.apply_async(fail, (7,), callback=results.append, error_callback=errors.append)
        three.wait(10)
        print(three.successful(), errors)
        try:
            three.get()
        except ValueError as exc:
            print('raised', exc)
        four = pool.apply_async(time.sleep, (0.5,))
        try:
            four.get(timeout=0.05)
        except multiprocessing.TimeoutError as exc:
            print(repr(exc), four.ready())
        try:
            four.successful()
        except ValueError as exc:
            print(str(exc).endswith('not ready'))
        print(four.get(), pool.starmap_async(pow, [(2, 3), (3, 2)]).get())
