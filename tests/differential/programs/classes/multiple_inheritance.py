# SPDX-License-Identifier: MIT
class Base:
    def __init__(self, **kw):
        print('Base', kw)
class Left(Base):
    def __init__(self, left=0, **kw):
        print('Left', left); super().__init__(**kw)
class Right(Base):
    def __init__(self, right=0, **kw):
        print('Right', right); super().__init__(**kw)
class Both(Left, Right):
    def __init__(self, **kw):
        super().__init__(**kw); print('Both')
Both(left=1, right=2, other=3)
print([c.__name__ for c in Both.mro()], super(Left, Both(left=1)).__init__)
class Mixin:
    def save(self): return f'saving {self}'
class Model(Mixin):
    def __str__(self): return 'model'
print(Model().save())
