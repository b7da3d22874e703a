# SPDX-License-Identifier: MIT
import types
def f(): yield
class C:
    def m(self): pass
print(types.FunctionType is type(f), types.MethodType is type(C().m), types.GeneratorType, types.ModuleType('m'), types.BuiltinFunctionType, types.NoneType, types.SimpleNamespace(a=1, b='x'))
ns = types.SimpleNamespace(x=1); ns.y = 2; print(ns, ns == types.SimpleNamespace(x=1, y=2), vars(ns))
p = types.MappingProxyType({'a': 1}); print(p, p['a'], len(p))
try: p['b'] = 2
except TypeError as e: print(e)
D = types.new_class('D', (C,), {}, lambda ns: ns.update(z=5)); print(D.z, D.__name__, D.__mro__[1].__name__)
c = C(); c.n = types.MethodType(lambda self: self, c); print(c.n() is c)
print(types.LambdaType is types.FunctionType, isinstance(int | str, types.UnionType), isinstance(list[int], types.GenericAlias))
