# SPDX-License-Identifier: MIT
import copy
import copyreg
import pickle


class Plain:
    def __init__(self, x):
        self.x = x


class Slotted:
    __slots__ = ('a', '_b')


class WithState:
    def __init__(self):
        self.n = 1
        self.lock = object()

    def __getstate__(self):
        state = self.__dict__.copy()
        del state['lock']
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.lock = 'made again'


class Extended(Plain):
    def __reduce_ex__(self, protocol):
        print('asked with', protocol)
        return super().__reduce_ex__(protocol)


class Named(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)

    def __getnewargs__(self):
        return tuple(self)


class Bag(list):
    pass


print(Plain(3).__reduce_ex__(4)[1:], Plain(3).__getstate__(), object().__getstate__())
slotted = Slotted()
slotted.a = 1
print(slotted.__getstate__(), slotted.__reduce_ex__(2)[2])
for value in (Plain(5), Extended(6), WithState(), Named(1, 2), 2 + 3j, Bag([1])):
    twin = pickle.loads(pickle.dumps(value))
    other = copy.copy(value)
    deep = copy.deepcopy(value)
    print(type(twin).__name__, getattr(twin, '__dict__', twin), getattr(other, '__dict__', other) == getattr(value, '__dict__', value), type(deep) is type(value))
print(pickle.loads(pickle.dumps(slotted)).a, len(pickle.dumps(Plain(1))), len(pickle.dumps(3j)))
copyreg.pickle(Plain, lambda plain: (Plain, (plain.x * 2,)))
print(Plain in copyreg.dispatch_table)
for bad in (lambda: 0, (i for i in ()), open):
    try:
        copy.deepcopy(bad) if bad is not open else pickle.dumps(iter([1]).__class__)
        print('ok')
    except Exception as error:
        print(type(error).__name__, error)
print(object.__reduce_ex__(Plain(1), 0)[0].__name__, object.__reduce__(Plain(1))[0].__name__)
try:
    Slotted().__reduce_ex__(1)
except TypeError as error:
    print(error)
