from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor


class SerialExecutor(Executor):
    def submit(self, fn, *args, **kwargs):
        f = Future()
        try:
            f.set_result(fn(*args, **kwargs))
        except BaseException as e:
            f.set_exception(e)
        return f


def cube(x):
    return x ** 3


def run(executor_class, **kwargs):
    with executor_class(**kwargs) as ex:
        return executor_class.__name__, list(ex.map(cube, range(5)))


if __name__ == '__main__':
    print(run(SerialExecutor))
    print(run(ThreadPoolExecutor, max_workers=2))
    print(run(ProcessPoolExecutor, max_workers=2))
    try:
        Executor().submit(cube)
    except NotImplementedError as e:
        print('abstract', e)
    print(issubclass(ThreadPoolExecutor, Executor), isinstance(SerialExecutor(), Executor))
