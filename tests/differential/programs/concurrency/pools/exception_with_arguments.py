import multiprocessing
import pickle


class Strange(Exception):
    def __init__(self, a, b):
        super().__init__(f'{a} and {b}')
        self.a, self.b = a, b

    def __reduce__(self):
        return Strange, (self.a, self.b)


def fail(x):
    raise Strange(x, x + 1)


if __name__ == '__main__':
    with multiprocessing.Pool(1) as pool:
        try:
            pool.apply(fail, (1,))
        except Strange as e:
            print(e, e.a, e.b, repr(e))
            print(type(e.__cause__).__name__, 'in fail' in str(e.__cause__))
