# SPDX-License-Identifier: MIT
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f'{self.name}: {self.area():.2f}'
class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return 3.14159 * self.r ** 2
    name = 'circle'
class Half(Shape):
    def area(self): return 0
print(Circle(2).describe(), isinstance(Circle(1), Shape), Shape.__abstractmethods__ == {'area', 'name'})
for c in (Shape, Half):
    try: c()
    except TypeError as e: print(e)
class Virtual: pass
Shape.register(Virtual); print(issubclass(Virtual, Shape), isinstance(Virtual(), Shape))
