# SPDX-License-Identifier: MIT
class A:
    def f(self): return ['A']
class B(A):
    def f(self): return ['B'] + super().f()
class C(A):
    def f(self): return ['C'] + super().f()
class D(B, C):
    def f(self): return ['D'] + super().f()
print(D().f(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))
print(issubclass(D, A), isinstance(D(), C), D.__bases__, D.__base__)
print(A.__subclasses__())
class X: pass
class Y(X): pass
try:
    class Z(X, Y): pass
except TypeError as e: print(e)
try:
    class Q(A, A): pass
except TypeError as e: print(e)
try:
    class W(int, str): pass
except TypeError as e: print(e)
try:
    class W(bool): pass
except TypeError as e: print(e)
class V(3): pass
