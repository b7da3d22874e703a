# SPDX-License-Identifier: MIT
a, *b, c = range(6); print(a, b, c)
*a, = 'xyz'; print(a)
(a, (b, *c)), d = (1, (2, 3, 4)), 5; print(a, b, c, d)
print([*range(3), *'ab'], (*[], 1), {*'aab'} == {'a', 'b'}, {**{'a': 1}, 'b': 2, **{'a': 3}})
def f(*a, **k): return a, k
print(f(*range(2), 5, *[6], x=1, **{'y': 2}))
for i, *r in [(1, 2, 3), (4,)]: print(i, r)
x = 1, *[2, 3]; print(x)
def g(): return *[1, 2], 3
print(g())
def t(s):
    try: exec(s)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
t('a, b = 1'); t('a, b = 1, 2, 3'); t('a, b = [1]'); t('a, *b, c = [1]'); t('a, b = {1: 2}')
t('[*3]'); t('{**3}'); t('f(*1)'); t('(*None,)')
a = b = []; a.append(1); print(b)
i = 0; l = [5, 6]; i, l[i] = 1, 9; print(i, l)
a, b = 3
