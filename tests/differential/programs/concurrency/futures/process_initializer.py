from concurrent.futures import ProcessPoolExecutor

BASE = 0


def initialize(base):
    global BASE
    BASE = base


def add(n):
    return BASE + n


if __name__ == '__main__':
    with ProcessPoolExecutor(2, initializer=initialize, initargs=(500,)) as executor:
        print(list(executor.map(add, range(5))), BASE)
