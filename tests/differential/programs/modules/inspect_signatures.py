# SPDX-License-Identifier: MIT
import inspect, functools
def f(a, /, b:int, c='x', *args, d, e:str='q', **kw)->bool: "doc"
class C:
    "C doc"
    def __init__(self, x, y=2): pass
    def m(self, z): pass
    @staticmethod
    def s(q): pass
print(inspect.signature(f), inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.s), inspect.signature(lambda *, k: 0))
print(inspect.getfullargspec(f)); s=inspect.signature(f); print(s.parameters['b'], repr(s.parameters['c']), s.parameters['c'].default, s.parameters['args'].kind, s.return_annotation, s.parameters['b'].annotation)
b=s.bind(1,2,d=3); b.apply_defaults(); print(b.arguments, b.args, b.kwargs)
for a in ((),(1,2,3,4)):
    try: s.bind(*a)
    except TypeError as e: print(e)
print(inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C(1).m), inspect.isbuiltin(len), inspect.isgeneratorfunction(f), inspect.ismodule(inspect), inspect.getdoc(C), [n for n,_ in inspect.getmembers(C, inspect.isfunction)], inspect.signature(functools.partial(f,1,c=3)))
def deco(g):
    @functools.wraps(g)
    def w(*a): return g(*a)
    return w
print(inspect.signature(deco(f)), inspect.currentframe().f_lineno, inspect.getmro(C), inspect.cleandoc('  a\n    b\n    c'))
def outer():
    x=1
    def inner(): return x+undefined+len(y)
    return inner
y=[]; print(inspect.getclosurevars(outer()))
try: inspect.signature(3)
except TypeError as e: print(e)
