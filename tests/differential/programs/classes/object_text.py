# SPDX-License-Identifier: MIT
class A:
    pass
class B:
    def __repr__(self): return 'B!'
class C:
    def __str__(self): return 'C str'
    def __repr__(self): return 'C repr'
print(B(), [B()], str(C()), [C()], f'{C()} {C()!r} {C()!s:>8} {B()!a}')
print(A.__name__, A.__module__, A.__qualname__, A.__doc__, A)
class D:
    class E:
        def f(self): pass
print(D.E, D.E.f, D.E.f.__qualname__)
class F:
    def __str__(self): return 3
try: str(F())
except TypeError as e: print(e)
class G:
    def __repr__(self): return None
try: repr(G())
except TypeError as e: print(e)
class H:
    def __len__(self): return -1
try: len(H())
except ValueError as e: print(e)
class I:
    def __bool__(self): return 3
try: bool(I())
except TypeError as e: print(e)
class J:
    def __hash__(self): return 'x'
try: hash(J())
except TypeError as e: print(e)
class K:
    def __eq__(self, o): return True
try: hash(K())
except TypeError as e: print(e)
class L:
    def __index__(self): return 2
print([1, 2, 3][L()], hex(L()), range(5)[L()], 'ab' * L())
class M:
    def __iter__(self): return 3
try: iter(M())
except TypeError as e: print(e)
print(len(A()))
