# SPDX-License-Identifier: MIT
class A:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): self.v += o; return self
    def __isub__(self, o): return 'replaced'
    def __mul__(self, o): return A(self.v * o)
    def __radd__(self, o): return ('radd', o)
    def __rsub__(self, o): return ('rsub', o)
    def __rtruediv__(self, o): return ('rtruediv', o)
    def __rpow__(self, o): return ('rpow', o)
    def __lshift__(self, o): return ('lshift', o)
    def __and__(self, o): return ('and', o)
    def __ror__(self, o): return ('ror', o)
a = A(1); b = a; a += 5; print(a is b, a.v); a *= 3; print(a is b, a.v); print(5 + a, 5 - a, 5 / a, 5 ** a, a << 1, a & 2, 3 | a)
a -= 1; print(a)
l = [1]; m = l; l += (2,); print(m); l = l + [3]; print(m)
t = (1, [2])
try: t[1] += [3]
except TypeError as e: print(e, t)
s = 'a'; s *= 3; s += 'b'; print(s)
x = 5; x **= 2; x //= 3; x %= 5; x <<= 2; x |= 1; x ^= 3; x &= 14; x >>= 1; print(x)
A(1) - 1
