# SPDX-License-Identifier: MIT
def to_roman(n):
    if not 0 < n < 4000: raise ValueError(f'{n} is out of range')
    out = ''
    for v, r in ((1000, 'M'), (900, 'CM'), (500, 'D'), (400, 'CD'), (100, 'C'), (90, 'XC'), (50, 'L'), (40, 'XL'), (10, 'X'), (9, 'IX'), (5, 'V'), (4, 'IV'), (1, 'I')):
        count, n = divmod(n, v)
        out += r * count
    return out
for n in (1, 4, 1994, 2024, 3999): print(n, to_roman(n))
to_roman(0)
