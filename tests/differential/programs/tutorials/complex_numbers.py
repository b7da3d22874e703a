# SPDX-License-Identifier: MIT
print(complex(1, 2), 3 + 4j, abs(3+4j), (1+2j) * (3-1j), (1+2j).conjugate(), (1+2j).real, (1j)**2, 1j == 1j)
z = complex('1+2j'); print(z, repr(z), z / 2, -z, z == complex(1, 2), hash(complex(1, 0)) == hash(1), type(z), isinstance(z, complex))
print(complex(), complex(2), 2 + 0j, 1e20j, -0j, complex(-0.0, 1), complex(float('inf'), float('nan')))
try: 1j < 2j
except TypeError as e: print(e)
try: int(1j)
except TypeError as e: print(e)
try: float(1j)
except TypeError as e: print(e)
try: complex('x')
except ValueError as e: print(e)
try: 1j / 0
except ZeroDivisionError as e: print(e)
print(f'{3+4j:.2f} {1j}', '%s' % 2j, (2j) ** 0.5, pow(2, 1j), [1j, 2.0], {1j: 1}, bool(0j))
import cmath
print(cmath.sqrt(-1), cmath.phase(1j), cmath.polar(1+1j), cmath.exp(1j * cmath.pi), cmath.rect(1, 2), cmath.isclose(1, 1))
print((-8) ** (1/3), sum([1j, 2]), 5 // 2, complex(1, 2).imag, round(2.5), 1 + 2j - 1)
def mandel(c):
    z = 0
    for n in range(30):
        if abs(z) > 2: return n
        z = z*z + c
    return 30
for y in range(-4, 5): print(''.join('*' if mandel(complex(x/10, y/4)) == 30 else '.' for x in range(-20, 8)))
