# SPDX-License-Identifier: MIT
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name):
        self.name = name
        print('set_name', owner.__name__, name)
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return obj.__dict__.get(self.name, None)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f'{self.name} must be {self.kind.__name__}')
        obj.__dict__[self.name] = value
    def __delete__(self, obj): del obj.__dict__[self.name]
class Person:
    name = Typed(str)
    age = Typed(int)
    def __init__(self, name, age): self.name, self.age = name, age
p = Person('Ann', 30)
print(p.name, p.age, vars(p), type(Person.name).__name__)
del p.age
print(p.age)
class NonData:
    def __get__(self, obj, owner): return 'non-data'
class C: d = NonData()
c = C(); print(c.d); c.d = 1; print(c.d); del c.d; print(c.d)
p.age = 'old'
