# Results of the built-in functions.
print(abs(-5), abs(-2.5), abs(True), abs(-10**30))
print(min(3, 1, 2), max([3, 1, 2]), min('b', 'a'), max(1, 2.0), min([], default=7), max(['a', 'bbb', 'cc'], key=len))
print(sum([1, 2, 3]), sum([0.1] * 10), sum([1, 2.5, 3]), sum([[1], [2]], []), sum(range(101)), sum([2**62, 2**62, -1]), sum([True, True]), sum((), 5), sum([1], start=4))
print(sorted([3, 1, 2]), sorted('bca', reverse=True), sorted([-3, 2, 1], key=abs), sorted({'b': 1, 'a': 2}))
print(list(reversed([1, 2, 3])), list(zip([1, 2], 'ab')), list(map(str, [1, 2])), list(filter(None, [0, 1, 2])), list(enumerate('ab', 1)))
print(any([0, 1]), any([]), all([1, 0]), all([]))
print(ord('a'), ord('가'), ord(b'a'), chr(97), chr(0xac00), repr(chr(0x10ffff)))
print(hex(255), hex(-255), oct(8), bin(5), bin(-5), hex(10**20), bin(True))
print(divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(-7.5, 2), divmod(10**30, 7), divmod(True, 2))
print(pow(2, 10), pow(2, -1), pow(2, 10, 1000), pow(3, -1, 7), pow(2, 10**20, 97), pow(-3, 3, 5), pow(3, 3, -5), pow(base=2, exp=3, mod=5), pow(10**30, 10**3, 10**9 + 7))
print(round(2.5), round(-2.5), round(3.5), round(2.567, 2), round(1234.5678, -2), round(15, -1), round(25, -1), round(1e22, 2), round(7), round(number=3.7), round(2.675, 2), round(5e-324, 3), round(True))
print(isinstance(1, int), isinstance(True, (str, int)), issubclass(bool, int), issubclass(int, (str, float)), isinstance(1, int | str))
print(callable(len), callable(5), callable(int), callable(lambda: 0))
print(getattr([], 'missing', 'default'), hasattr([], 'append'), hasattr([], 'missing'))
print(hash(5), hash(5.0), hash(True), hash(2**61 - 1), hash(-1), hash(()) == hash(()), hash(''))
print(repr('a\n'), ascii('aé가😀'), format(3.14159, '.2f'), format('x', '>5'), format(255, 'x'))
print(next(iter([1])), next(iter([]), 'end'), list(iter([3, 2, 1, 0].pop, 0)) if False else 'iter')
numbers = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(numbers), 0)))


def generator():
    yield 1
    return 'result'


g = generator()
print(next(g))
try:
    next(g)
except StopIteration as e:
    print('value', e.value)
try:
    next(g)
except StopIteration as e:
    print('value', e.value)


class Counter:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration('done')
        return self.n


c = Counter()
print(next(c), next(c), next(c, 'default'))
try:
    next(c)
except StopIteration as e:
    print(e.value, e.args)


class Number:
    def __abs__(self): return 'abs'
    def __round__(self, digits=None): return ('round', digits)
    def __divmod__(self, other): return ('divmod', other)
    def __rdivmod__(self, other): return ('rdivmod', other)
    def __pow__(self, other, mod=None): return ('pow', other, mod)
    def __index__(self): return 10
    def __dir__(self): return ['b', 'a']
    def __len__(self): return 3
    def __hash__(self): return 12
    def __format__(self, spec): return 'formatted:' + spec
    def __bool__(self): return False


n = Number()
print(abs(n), round(n), round(n, 2), divmod(n, 1), divmod(1, n), pow(n, 2), pow(n, 2, 3), hex(n), chr(n) == '\n', dir(n), len(n), hash(n), format(n, 'x'), any([n]))


def scopes(a, b=2):
    c = 3
    print(sorted(locals()), sorted(vars()), dir())
    def inner():
        return c
    return inner()


scopes(1)
x = 10
print(vars()['x'], globals()['x'], locals() is globals())


class Thing:
    y = 1

    def __init__(self):
        self.z = 2


t = Thing()
setattr(t, 'w', 3)
print(vars(t), sorted(k for k in vars(Thing) if not k.startswith('__')), [k for k in dir(t) if not k.startswith('__')])
delattr(t, 'w')
print(vars(t), id(t) == id(t), id(t) != id(Thing))
print([k for k in dir([]) if not k.startswith('__')])
print(type(print).__name__, print.__name__, len.__name__, print, len)
print(Ellipsis, NotImplemented, __debug__, None)
