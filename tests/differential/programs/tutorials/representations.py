# SPDX-License-Identifier: MIT
import sys
def fn(): pass
class Foo:
    x: int = 1
    y: 'str'
    def method(self): pass
    @classmethod
    def cm(cls): pass
    @staticmethod
    def sm(): pass
    @property
    def prop(self): return 1
foo = Foo()
for o in (fn, Foo, foo, foo.method, Foo.method, Foo.cm, Foo.sm, Foo.prop, [].append, list.append, len, print, int, type, object(), None, Ellipsis, NotImplemented, 1, 'a', b'a', 1.5, [], (), {}, set(), frozenset(), range(3), slice(1), lambda: 0, (i for i in []), iter([]), iter(()), iter({}), iter({}.items()), iter(''), iter(set()), zip(), map(len, []), filter(None, []), enumerate([]), reversed([]), {}.keys(), {}.values(), {}.items(), sys, super(Foo, foo), type(foo), classmethod(fn), staticmethod(fn), property(), Exception('x'), memoryview(b'a'), bytearray(b'q'), sys.stdout, sys.version_info[:2], Foo.__dict__, fn.__code__, globals().get('nope'), str.join, int.__add__, (1).__add__, object.__init__, Foo.__init__, type.__call__, dict.fromkeys, {}.get, __builtins__, 3 .real, True, complex(1, 2)):
    print(type(o).__name__, repr(o) if 'object at' not in repr(o) else repr(o).split(' at ')[0])
print(Foo.__annotations__, Foo.__dict__.keys(), foo.__class__.__name__, Foo.__mro__, Foo.__name__, Foo.__qualname__, Foo.__module__, fn.__name__, fn.__defaults__, fn.__globals__ is globals(), foo.method.__self__ is foo, foo.method.__func__ is Foo.method)
print([n for n in dir(foo) if not n.startswith('__')], [n for n in dir(fn) if n.startswith('__c')], hasattr(foo, 'prop'), getattr(foo, 'nope', 'dflt'), callable(foo), callable(Foo), vars(foo))
print(sorted(n for n in dir(object)), sorted(n for n in dir(int) if not n.startswith('_')), sorted(n for n in dir(str) if not n.startswith('_')), sorted(n for n in dir(list) if not n.startswith('_')), sorted(n for n in dir(dict) if not n.startswith('_')), sorted(n for n in dir(set) if not n.startswith('_')), sorted(n for n in dir(bytes) if not n.startswith('_')), sorted(n for n in dir(float) if not n.startswith('_')), sorted(n for n in dir(tuple) if not n.startswith('_')))
print(fn.__code__.co_name, fn.__code__.co_argcount, fn.__code__.co_filename.endswith('.py'), fn.__code__.co_firstlineno, fn.__code__.co_names, fn.__code__.co_consts, fn.__code__.co_stacksize, fn.__code__.co_flags)
