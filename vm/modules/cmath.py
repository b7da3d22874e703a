# SPDX-License-Identifier: MIT
"""Mathematical functions of complex numbers.

Built on module math with the formulas that CPython's Modules/cmathmodule.c documents, for finite
arguments away from the ends of the range of float.
"""
import math

pi = math.pi
e = math.e
tau = math.tau
inf = math.inf
nan = math.nan
infj = complex(0.0, math.inf)
nanj = complex(0.0, math.nan)


def phase(z, /):
    z = complex(z)
    return math.atan2(z.imag, z.real)


def polar(z, /):
    return abs(complex(z)), phase(z)


def rect(r, phi, /):
    if phi == 0.0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def isnan(z, /):
    z = complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isinf(z, /):
    z = complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isfinite(z, /):
    z = complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError('tolerances must be non-negative')
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    distance = abs(complex(a) - complex(b))
    return distance <= rel_tol * abs(b) or distance <= rel_tol * abs(a) or distance <= abs_tol


def sqrt(z, /):
    z = complex(z)
    if z.real == 0 and z.imag == 0:
        return complex(0.0, z.imag)
    # Scaled by 8, so that hypot() neither overflows nor loses digits.
    real = abs(z.real) / 8
    larger = 2 * math.sqrt(real + math.hypot(real, abs(z.imag) / 8))
    smaller = abs(z.imag) / (2 * larger)
    if z.real >= 0:
        return complex(larger, math.copysign(smaller, z.imag))
    return complex(smaller, math.copysign(larger, z.imag))


def exp(z, /):
    z = complex(z)
    length = math.exp(z.real)
    return complex(length * math.cos(z.imag), length * math.sin(z.imag))


def log(z, base=None, /):
    z = complex(z)
    size = math.hypot(z.real, z.imag)
    if size == 0:
        raise ValueError('math domain error')
    if 0.71 <= size <= 1.73:
        # Near the unit circle log(hypot()) loses digits.
        larger, smaller = max(abs(z.real), abs(z.imag)), min(abs(z.real), abs(z.imag))
        real = math.log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2
    else:
        real = math.log(size)
    result = complex(real, math.atan2(z.imag, z.real))
    return result if base is None else result / log(base)


def log10(z, /):
    result = log(z)
    return complex(result.real / math.log(10), result.imag / math.log(10))


def cosh(z, /):
    z = complex(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def sinh(z, /):
    z = complex(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def tanh(z, /):
    z = complex(z)
    hyperbolic, tangent, inverse = math.tanh(z.real), math.tan(z.imag), 1 / math.cosh(z.real)
    product = hyperbolic * tangent
    denominator = 1 + product * product
    return complex(
        hyperbolic * (1 + tangent * tangent) / denominator,
        tangent / denominator * inverse * inverse,
    )


def _turned(z):
    """i*z."""
    return complex(-z.imag, z.real)


def _turned_back(z):
    """-i*z."""
    return complex(z.imag, -z.real)


def cos(z, /):
    return cosh(_turned(complex(z)))


def sin(z, /):
    return _turned_back(sinh(_turned(complex(z))))


def tan(z, /):
    return _turned_back(tanh(_turned(complex(z))))


def acos(z, /):
    z = complex(z)
    below, above = sqrt(complex(1 - z.real, -z.imag)), sqrt(complex(1 + z.real, z.imag))
    return complex(
        2 * math.atan2(below.real, above.real),
        math.asinh(above.real * below.imag - above.imag * below.real),
    )


def acosh(z, /):
    z = complex(z)
    below, above = sqrt(complex(z.real - 1, z.imag)), sqrt(complex(z.real + 1, z.imag))
    return complex(
        math.asinh(below.real * above.real + below.imag * above.imag),
        2 * math.atan2(below.imag, above.real),
    )


def asinh(z, /):
    z = complex(z)
    left, right = sqrt(complex(1 + z.imag, -z.real)), sqrt(complex(1 - z.imag, z.real))
    return complex(
        math.asinh(left.real * right.imag - right.real * left.imag),
        math.atan2(z.imag, left.real * right.real - left.imag * right.imag),
    )


def asin(z, /):
    return _turned_back(asinh(_turned(complex(z))))


def atanh(z, /):
    z = complex(z)
    if z.real < 0 or (z.real == 0 and math.copysign(1.0, z.real) < 0):
        return -atanh(-z)
    size = abs(z.imag)
    if z.real == 1 and size == 0:
        raise ValueError('math domain error')
    real = math.log1p(4 * z.real / ((1 - z.real) * (1 - z.real) + size * size)) / 4
    return complex(real, -math.atan2(-2 * z.imag, (1 - z.real) * (1 + z.real) - size * size) / 2)


def atan(z, /):
    return _turned_back(atanh(_turned(complex(z))))
