from concurrent.futures import ProcessPoolExecutor


class AppError(Exception):
    def __init__(self, code):
        super().__init__(f'code {code}')
        self.code = code

    def __reduce__(self):
        return AppError, (self.code,)


def fail(kind):
    if kind == 'zero':
        return 1 / 0
    if kind == 'app':
        raise AppError(42)
    return kind


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as pool:
        for kind in ('zero', 'app', 'fine'):
            try:
                print(pool.submit(fail, kind).result())
            except AppError as e:
                print('app error', e.code, type(e.__cause__).__name__)
            except Exception as e:
                print(type(e).__name__, e)
                print(str(e.__cause__).splitlines()[-2])
        pool.submit(fail, 'zero').result()
