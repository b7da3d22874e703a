from concurrent.futures import Future, ThreadPoolExecutor


def done(name):
    def callback(future):
        print(name, future.result() if not future.exception() else repr(future.exception()))
    return callback


f = Future()
f.add_done_callback(done('first'))
f.add_done_callback(done('second'))
f.set_result('value')
f.add_done_callback(done('late'))
g = Future()


def failing(future):
    raise KeyError('in callback')


g.add_done_callback(failing)
g.add_done_callback(done('after failing'))
g.set_exception(OSError('disk'))
g.add_done_callback(failing)
with ThreadPoolExecutor(1) as pool:
    pool.submit(pow, 2, 8).add_done_callback(done('pow'))
