from concurrent.futures import ProcessPoolExecutor


def f(n):
    if n == 2:
        raise OSError(5, 'broken disk')
    return n


def done(future):
    e = future.exception()
    print('callback:', future.result() if e is None else f'{type(e).__name__} {e}')


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as ex:
        for n in range(4):
            f1 = ex.submit(f, n)
            f1.add_done_callback(done)
            try:
                f1.result()
            except OSError:
                pass
