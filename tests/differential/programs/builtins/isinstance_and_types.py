# SPDX-License-Identifier: MIT
class A: pass
class B(A): pass
print(isinstance(B(), A), issubclass(B, A), type(B()) is A, type(B()).__name__, B.__bases__, B.__mro__[-1], isinstance(A, type))
print(isinstance(1, (int, str)), isinstance(True, bool), isinstance([], (tuple, list)), isinstance(None, type(None)), isinstance('', str | int), type(type(1)))
print([type(x).__name__ for x in (1, 1.0, '', b'', [], (), {}, set(), None, True, print, len, lambda: 0, A, A(), range(1), iter([]), (i for i in []), ...)])
print(int.__mro__, bool.__base__, object.__bases__, type.__mro__, A.__class__, A().__class__.__class__)
isinstance(1, 'int')
