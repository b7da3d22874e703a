# SPDX-License-Identifier: MIT
"""Exact fractions of integers, always in lowest terms with a positive denominator."""
import math
import numbers
import operator

__all__ = ['Fraction']

_HASH_MODULUS = (1 << 61) - 1
_HASH_INF = 314159


def _parse(text):
    """(numerator, denominator) of '3/4', '-1.5', '2e-3'."""
    given = text
    text = text.strip()
    sign = -1 if text[:1] == '-' else 1
    if text[:1] in ('+', '-'):
        text = text[1:]
    try:
        if '/' in text:
            numerator, denominator = text.split('/')
            if not (
                numerator.replace('_', '').isdigit() and denominator.replace('_', '').isdigit()
            ):
                raise ValueError
            return sign * int(numerator), int(denominator)
        mantissa, _, exponent = text.lower().partition('e')
        if 'e' in text.lower() and not exponent.lstrip('+-').isdigit():
            raise ValueError
        whole, _, decimals = mantissa.partition('.')
        digits = (whole + decimals).replace('_', '')
        if not digits.isdigit():
            raise ValueError
        scale = int(exponent or 0) - len(decimals.replace('_', ''))
        value = sign * int(digits)
        return (value * 10**scale, 1) if scale >= 0 else (value, 10**-scale)
    except ValueError:
        raise ValueError(f'Invalid literal for Fraction: {given!r}') from None


class Fraction:
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if isinstance(numerator, str):
                numerator, denominator = _parse(numerator)
            elif isinstance(numerator, Fraction):
                numerator, denominator = numerator._numerator, numerator._denominator
            elif hasattr(numerator, 'as_integer_ratio'):
                numerator, denominator = numerator.as_integer_ratio()
            else:
                raise TypeError('argument should be a string or a Rational instance')
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator,
            )
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        divisor = math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self._numerator = numerator // divisor
        self._denominator = denominator // divisor
        return self

    @classmethod
    def from_float(cls, f):
        return cls(f)

    from_decimal = from_float

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)
    real = property(lambda self: self)
    imag = property(lambda self: 0)

    def conjugate(self):
        return self

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f'{self._numerator}/{self._denominator}'

    def _operate(self, other, exact, approximate):
        if isinstance(other, (int, Fraction)):
            return exact(self, other)
        if isinstance(other, float):
            return approximate(float(self), other)
        return NotImplemented

    def _reflect(self, other, exact, approximate):
        if isinstance(other, (int, Fraction)):
            return exact(Fraction(other), self)
        if isinstance(other, float):
            return approximate(other, float(self))
        return NotImplemented

    def _add(a, b):
        return Fraction(
            a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator
        )

    def _sub(a, b):
        return Fraction(
            a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator
        )

    def _mul(a, b):
        return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)

    def _div(a, b):
        if b.numerator == 0:
            raise ZeroDivisionError(f'Fraction({a.numerator * b.denominator}, 0)')
        return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)

    def _floordiv(a, b):
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    def _mod(a, b):
        da, db = a.denominator, b.denominator
        return Fraction((a.numerator * db) % (b.numerator * da), da * db)

    def __add__(self, other):
        return self._operate(other, Fraction._add, operator.add)

    def __radd__(self, other):
        return self._reflect(other, Fraction._add, operator.add)

    def __sub__(self, other):
        return self._operate(other, Fraction._sub, operator.sub)

    def __rsub__(self, other):
        return self._reflect(other, Fraction._sub, operator.sub)

    def __mul__(self, other):
        return self._operate(other, Fraction._mul, operator.mul)

    def __rmul__(self, other):
        return self._reflect(other, Fraction._mul, operator.mul)

    def __truediv__(self, other):
        return self._operate(other, Fraction._div, operator.truediv)

    def __rtruediv__(self, other):
        return self._reflect(other, Fraction._div, operator.truediv)

    def __floordiv__(self, other):
        return self._operate(other, Fraction._floordiv, operator.floordiv)

    def __rfloordiv__(self, other):
        return self._reflect(other, Fraction._floordiv, operator.floordiv)

    def __mod__(self, other):
        return self._operate(other, Fraction._mod, operator.mod)

    def __rmod__(self, other):
        return self._reflect(other, Fraction._mod, operator.mod)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other):
        if isinstance(other, Fraction) and other._denominator == 1:
            other = other._numerator
        if isinstance(other, int):
            if other >= 0:
                return Fraction(self._numerator**other, self._denominator**other)
            if self._numerator == 0:
                raise ZeroDivisionError(f'Fraction({self._denominator ** -other}, 0)')
            return Fraction(self._denominator**-other, self._numerator**-other)
        if isinstance(other, (float, Fraction)):
            return float(self) ** float(other)
        return NotImplemented

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other**self._numerator
        return other ** float(self)

    def __pos__(self):
        return Fraction(self)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __int__(self):
        return self.__trunc__()

    def __float__(self):
        return self._numerator / self._denominator

    def __trunc__(self):
        if self._numerator < 0:
            return -(-self._numerator // self._denominator)
        return self._numerator // self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, remainder = divmod(self._numerator, self._denominator)
            if remainder * 2 < self._denominator:
                return floor
            if remainder * 2 > self._denominator:
                return floor + 1
            return floor if floor % 2 == 0 else floor + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _HASH_MODULUS)
        except ValueError:
            value = _HASH_INF
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def _compare(self, other, op):
        if isinstance(other, (int, Fraction)):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, Fraction(other))
        return NotImplemented

    def __eq__(self, other):
        return self._compare(other, operator.eq)

    def __lt__(self, other):
        return self._compare(other, operator.lt)

    def __gt__(self, other):
        return self._compare(other, operator.gt)

    def __le__(self, other):
        return self._compare(other, operator.le)

    def __ge__(self, other):
        return self._compare(other, operator.ge)

    def __bool__(self):
        return bool(self._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)


numbers.Rational.register(Fraction)
