# SPDX-License-Identifier: MIT
import warnings, gc, weakref, sys, inspect, atexit, platform, types, copy, time, timeit
warnings.warn('careful'); warnings.warn('old', DeprecationWarning)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('x', UserWarning); print(len(w), w[0].message, w[0].category)
class A:
    def __del__(self): print('del A')
a = A(); r = weakref.ref(a); print(r() is a, r); b = a; print(sys.getrefcount(a)); del a; print(r() is None); del b; print(r(), r)
class N: pass
x = N(); x.me = x; wr = weakref.ref(x, lambda r: print('cb')); del x; print(gc.collect() > 0, wr())
print(gc.isenabled(), gc.get_threshold(), gc.get_count()[0] >= 0, gc.garbage)
def f(a, b: int = 2, *args, c, **kw) -> str: 'doc'; return a
print(inspect.signature(f), inspect.getdoc(f), list(inspect.signature(f).parameters.values())[1].default, inspect.isfunction(f), inspect.isclass(A), inspect.ismethod(A().__del__), inspect.getmodule(f).__name__)
print(inspect.currentframe().f_lineno, inspect.currentframe().f_code.co_name, sys._getframe().f_lineno, sorted(k for k in inspect.currentframe().f_locals if k == 'f'))
atexit.register(print, 'bye', 1); atexit.register(lambda: print('first'))
print(types.SimpleNamespace(a=1, b='x'), types.MappingProxyType({'a': 1}), types.FunctionType, types.ModuleType('m'))
print(timeit.timeit('1+1', number=10) >= 0, time.time() > 0, time.monotonic() >= 0, time.strftime('%Y', time.gmtime(0)), time.perf_counter_ns() > 0, time.process_time() >= 0, time.thread_time() >= 0)
print(time.gmtime(0), time.struct_time, time.asctime(time.gmtime(0)))
import dis
def add(a, b): return a + b
m = types.MethodType(lambda s: s, 5); print(m(), copy.copy([1]), platform.python_version()[:4], platform.system())
wd = weakref.WeakValueDictionary(); k = N(); wd['k'] = k; print(len(wd)); del k; print(len(wd), dict(wd))
fin = weakref.finalize(N(), print, 'finalized'); print(fin.alive)
class Cx:
    def __reduce__(self): return (Cx, ())
    def __sizeof__(self): return 5
print(object().__reduce_ex__(2)[0], N().__getstate__() , Cx().__sizeof__(), N().__reduce_ex__(2), N().__reduce_ex__(4)[1])
n = N(); n.q = 1; print(n.__reduce_ex__(2)[2], n.__getstate__(), n.__dir__()[:1], n.__class__, n.__doc__, n.__sizeof__() > 0, n.__str__()[:10], n.__format__('')[:5], n.__init_subclass__(), N.__subclasshook__(int), n.__eq__(1), n.__ne__(n), n.__hash__() == hash(n))
try: n.__lt__(1) < 3
except TypeError as e: print(e)
try: object.__reduce_ex__(lambda: 1, 2)
except TypeError as e: print(e)
class S:
    __slots__ = ('a', 'b')
s = S(); s.a = 1; print(s.__getstate__(), s.__reduce_ex__(2)[2])
try: s.__reduce_ex__(0)
except TypeError as e: print(e)
import builtins; print(builtins.len is len, len(dir(builtins)) > 150)
