# SPDX-License-Identifier: MIT
class Plugin:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        Plugin.registry.append(cls.__name__)
class A(Plugin, tag='a'): pass
class B(A): pass
print(Plugin.registry, A.tag, B.tag)
class Box:
    def __class_getitem__(cls, item): return f'{cls.__name__}[{item}]'
print(Box[int], Box['x'])
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, bases, sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print('call', cls.__name__, a)
        return super().__call__(*a)
    @classmethod
    def __prepare__(m, name, bases, **kw): print('prepare', name); return {}
    def __len__(cls): return 42
    def __iter__(cls): return iter('abc')
    def __contains__(cls, x): return x == 1
    def __getattr__(cls, name): return 'meta ' + name
    def __instancecheck__(cls, o): return o == 7
    def __repr__(cls): return f'<Meta {cls.__name__}>'
class M(metaclass=Meta, k=1):
    z = 1
    def __init__(self, *a): pass
m = M(1, 2)
print(len(M), list(M), 1 in M, M.foo, isinstance(7, M), isinstance(8, M), M, type(M))
class N(M): pass
print(type(N) is Meta)
class E(Plugin, wrong=1): pass
