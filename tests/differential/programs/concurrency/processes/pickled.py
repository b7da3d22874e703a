# What crosses between processes arrives as it was, identity included.
import multiprocessing


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ('a', 'b')


class Names(list):
    pass


class Table(dict):
    pass


class Pair(tuple):
    pass


class Tracked:
    def __init__(self, n):
        self.n = n

    def __getstate__(self):
        return {'n': self.n, 'pickled': True}

    def __setstate__(self, state):
        self.__dict__.update(state)


class Reduced:
    def __init__(self, text):
        self.text = text

    def __reduce__(self):
        return Reduced, (self.text.upper(),)


def echo(connection):
    while (item := connection.recv()) is not None:
        connection.send(item)


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=echo, args=(theirs,))
    process.start()

    def pass_through(item):
        ours.send(item)
        return ours.recv()

    point = pass_through(Point(1, [2]))
    print(type(point).__name__, point.x, point.y)
    slotted = Slotted()
    slotted.a = 5
    print(pass_through(slotted).a, hasattr(pass_through(slotted), 'b'))
    names = Names(['x'])
    names.extra = 'e'
    print(type(pass_through(names)).__name__, pass_through(names), pass_through(names).extra)
    print(type(pass_through(Table(a=1))).__name__, pass_through(Table(a=1)))
    print(type(pass_through(Pair((1, 2)))).__name__, pass_through(Pair((1, 2))))
    print(vars(pass_through(Tracked(3))), pass_through(Reduced('abc')).text)
    shared = [1]
    one, two = pass_through((shared, shared))
    print(one is two)
    loop = []
    loop.append(loop)
    loop = pass_through(loop)
    print(loop[0] is loop)
    print(pass_through(len) is len, pass_through(Point) is Point, pass_through(range(1, 9, 2)),
          pass_through(slice(1, None)), pass_through(bytearray(b'ba')), pass_through('abc'.upper)())
    error = pass_through(KeyError('k', 2))
    print(repr(error), error.args)
    print(pass_through(float('inf')), pass_through(-0.0), pass_through(2 ** 100), pass_through(...))
    ours.send(None)
    process.join()
