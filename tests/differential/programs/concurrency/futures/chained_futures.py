from concurrent.futures import Future, ThreadPoolExecutor


def then(pool, future, fn):
    result = Future()

    def relay(done):
        try:
            pool.submit(fn, done.result()).add_done_callback(
                lambda f: result.set_exception(f.exception()) if f.exception() else result.set_result(f.result()))
        except Exception as e:
            result.set_exception(e)
    future.add_done_callback(relay)
    return result


with ThreadPoolExecutor(2) as pool:
    f = then(pool, then(pool, pool.submit(int, '20'), lambda x: x + 1), lambda x: x * 2)
    print(f.result(timeout=5))
    g = then(pool, pool.submit(int, 'x'), lambda x: x + 1)
    print(repr(g.exception(timeout=5)))
