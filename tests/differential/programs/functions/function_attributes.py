# SPDX-License-Identifier: MIT
def f(a, b=1, *c, d, e=2, **g):
    "Doc of f."
    x = 1
    return x
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__closure__, f.__dict__)
c = f.__code__; print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_varnames, c.co_nlocals, c.co_flags & 12, c.co_firstlineno, c.co_consts)
f.tag = 'x'; print(f.tag, vars(f)); f.__name__ = 'renamed'; print(f.__name__, f.__qualname__)
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, (lambda: 0).__qualname__, callable(f), type(f))
f.__defaults__ = (5,); print(f.__defaults__)
class C:
    def m(self): pass
print(C.m, C().m.__func__ is C.m, C().m.__self__.__class__.__name__, C.m.__qualname__)
