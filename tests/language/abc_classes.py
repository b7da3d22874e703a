# SPDX-License-Identifier: MIT
from abc import ABC, ABCMeta, abstractmethod
import abc


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f'{self.name} of area {self.area()}'


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    @property
    def name(self):
        return 'square'


class Half(Shape):
    def area(self):
        return 0


class Mixed(metaclass=ABCMeta):
    @classmethod
    @abstractmethod
    def make(cls):
        ...

    @staticmethod
    @abstractmethod
    def help():
        ...


for cls in (Shape, Half, Mixed):
    try:
        cls()
    except TypeError as e:
        print(e)
print(Square(3).describe(), sorted(Shape.__abstractmethods__), Square.__abstractmethods__)
print(type(Shape), Shape, isinstance(Square(1), Shape), issubclass(Half, Shape), isinstance(3, Shape))


class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return hasattr(other, '__len__')
        return NotImplemented


print(isinstance([], Sized), isinstance(3, Sized), issubclass(dict, Sized))


@Shape.register
class Virtual:
    pass


print(isinstance(Virtual(), Shape), issubclass(Virtual, Shape), Virtual.__mro__)
try:
    Virtual.register(Shape)
except AttributeError as e:
    print(e)
try:
    Shape.register(3)
except TypeError as e:
    print(e)
try:
    Square.register(Shape)
except RuntimeError as e:
    print(e)
try:
    issubclass(3, Shape)
except TypeError as e:
    print(e)


class Late(Shape):
    pass


Late.area = lambda self: 1
Late.name = 'late'
try:
    Late()
except TypeError as e:
    print(e)
abc.update_abstractmethods(Late)
print(Late().describe())


class Base(ABC):
    registry = []

    def __init_subclass__(cls, *, tag='', **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, tag))

    @abstractmethod
    def run(self):
        print('base run')


class A(Base, tag='x'):
    def run(self):
        super().run()
        print('a run')


A().run()
print(Base.registry, type(abc.get_cache_token()))
