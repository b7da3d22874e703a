from concurrent.futures import ProcessPoolExecutor


class Mine(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def fail(n):
    raise Mine(n)


def make_local():
    def local():
        return 1
    return local


def divide(n):
    return 1 // n


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(fail, 7)
        try:
            future.result()
        except Mine as exc:
            print(exc.code, type(exc.__cause__).__name__)
            text = str(exc.__cause__)
            print(text.startswith('\n"""\nTraceback (most recent call last):'), text.endswith('7\n"""'))
            print('raise Mine(n)' in text)
        try:
            print(executor.submit(divide, 0).result())
        except ZeroDivisionError as exc:
            print(exc)
        try:
            executor.submit(lambda: 1).result()
        except Exception as exc:
            print(type(exc).__name__, 'attribute lookup <lambda> on __main__ failed' in str(exc))
        try:
            executor.submit(make_local()).result()
        except Exception as exc:
            print(type(exc).__name__, exc)
        print(executor.submit(divide, 1).result())
