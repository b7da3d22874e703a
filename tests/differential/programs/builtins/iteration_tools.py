# SPDX-License-Identifier: MIT
print(list(zip('abc', range(2))), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, range(4))), list(enumerate('ab', start=5)))
print(any([0, 1]), all([1, 0]), sum(range(5), 10), divmod(7, 2), pow(2, 10), abs(-2), round(3.14159, 2), len(range(0, 10, 3)), range(0, 10, 3)[-1], 6 in range(0, 10, 3), range(5)[1:3], list(range(5, 0, -2)))
it = iter('ab'); print(next(it), next(it), next(it, 'default'))
n = iter([1, 2, 3, 0, 4]).__next__
print(list(iter(n, 0)))
try: list(zip([1, 2], [1], strict=True))
except ValueError as e: print(e)
print(isinstance(3, (int, str)), issubclass(bool, int), callable(len), callable(3), hash('a') == hash('a'), type(3), type('a') is str, id(3) == id(3))
print(dir([])[-5:], hasattr([], 'append'), getattr([], 'nope', None), vars(type('T', (), {'a': 1})).get('a'))
T = type('T', (object,), {'x': 5, 'f': lambda self: self.x}); print(T().f(), T)
print(eval('1 + 2 * 3'), eval('a + b', {'a': 1, 'b': 2}), eval('x', {'x': 1}, {'x': 2}))
ns = {}; exec('def f(n):\n    return n * 2\ny = f(4)', ns); print(ns['y'], ns['f'](5))
c = compile('3 * 4', '<calc>', 'eval'); print(eval(c), c.co_filename)
def loc(a):
    b = 2
    return locals()
print(loc(1), 'loc' in globals(), __name__, type(globals()))
print(chr(97), ord('a'), hex(255), oct(8), bin(5), ascii('é'), repr('a'), bool([]), int('7'), float('1.5'), str(1), list('ab'), tuple([1]), set([1]), frozenset([1]), bytes(2), slice(1, 5, 2).indices(4))
print(max(3, 1, 2), min([4, 2]), max('abc'), sorted('bca'), list(reversed([1, 2])), sum([1.5, 2]), object() == object(), NotImplemented, ..., __debug__)
print(__import__('math').sqrt(16), type(lambda: 0), (lambda: 0).__name__)
next(iter([]))
