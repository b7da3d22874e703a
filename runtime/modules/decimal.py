# SPDX-License-Identifier: MIT
"""Decimal numbers as Cowlishaw's General Decimal Arithmetic defines them (IEEE 754, decimal).

A finite number is (-1) ** sign * coefficient * 10 ** exponent with an int as coefficient; rounding
happens once, in Context._fit(), to the precision of the thread's context. Conditions that were met
are flags of the context; those it traps are raised. sqrt, exp, ln and log10 are rounded correctly.
"""
import collections
import contextvars
import math
import numbers
import sys

__all__ = [
    'Decimal',
    'Context',
    'DecimalTuple',
    'DefaultContext',
    'BasicContext',
    'ExtendedContext',
    'DecimalException',
    'Clamped',
    'InvalidOperation',
    'DivisionByZero',
    'Inexact',
    'Rounded',
    'Subnormal',
    'Overflow',
    'Underflow',
    'FloatOperation',
    'DivisionImpossible',
    'InvalidContext',
    'ConversionSyntax',
    'DivisionUndefined',
    'ROUND_DOWN',
    'ROUND_HALF_UP',
    'ROUND_HALF_EVEN',
    'ROUND_CEILING',
    'ROUND_FLOOR',
    'ROUND_UP',
    'ROUND_HALF_DOWN',
    'ROUND_05UP',
    'setcontext',
    'getcontext',
    'localcontext',
    'MAX_PREC',
    'MAX_EMAX',
    'MIN_EMIN',
    'MIN_ETINY',
    'HAVE_THREADS',
    'HAVE_CONTEXTVAR',
]

ROUND_DOWN = 'ROUND_DOWN'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_UP = 'ROUND_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_05UP = 'ROUND_05UP'
_ROUNDINGS = (
    ROUND_UP,
    ROUND_DOWN,
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_05UP,
)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
HAVE_THREADS = HAVE_CONTEXTVAR = True

DecimalTuple = collections.namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')


class DecimalException(ArithmeticError):
    """The base of all conditions."""


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (
    InvalidOperation,
    FloatOperation,
    DivisionByZero,
    Overflow,
    Subnormal,
    Underflow,
    Rounded,
    Inexact,
    Clamped,
)
# The order in which Context shows its signals.
_SHOWN = (
    InvalidOperation,
    DivisionByZero,
    Inexact,
    FloatOperation,
    Overflow,
    Rounded,
    Subnormal,
    Underflow,
    Clamped,
)
_SHOWN_FLAGS = (
    Clamped,
    InvalidOperation,
    DivisionByZero,
    Inexact,
    FloatOperation,
    Overflow,
    Rounded,
    Subnormal,
    Underflow,
)


def _digit_count(coefficient):
    return (
        len(str(coefficient))
        if coefficient < 10**4000
        else _digit_count(coefficient // 10**4000) + 4000
    )


def _round_quotient(sign, quotient, remainder, unit, rounding):
    """quotient + remainder / unit as a whole number."""
    if remainder == 0 or rounding == ROUND_DOWN:
        return quotient
    if rounding == ROUND_HALF_EVEN:
        up = 2 * remainder > unit or (2 * remainder == unit and quotient & 1)
    elif rounding == ROUND_HALF_UP:
        up = 2 * remainder >= unit
    elif rounding == ROUND_HALF_DOWN:
        up = 2 * remainder > unit
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    elif rounding == ROUND_05UP:
        up = quotient % 10 in (0, 5)
    else:
        up = True
    return quotient + 1 if up else quotient


class _Signals(dict):
    """Flags or traps: signals and whether they are set."""

    def __repr__(self):
        return '{' + ', '.join(f"{signal!r}:{self[signal]}" for signal in _SIGNALS) + '}'


def _signals(given):
    if isinstance(given, dict):
        return _Signals((signal, bool(given.get(signal))) for signal in _SIGNALS)
    return _Signals((signal, signal in (given or ())) for signal in _SIGNALS)


class Context:
    """Precision, rounding, limits of the exponent, flags and traps."""

    def __init__(
        self,
        prec=None,
        rounding=None,
        Emin=None,
        Emax=None,
        capitals=None,
        clamp=None,
        flags=None,
        traps=None,
    ):
        default = _template()
        self.prec = default[0] if prec is None else prec
        self.rounding = default[1] if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        self.flags = _signals(flags)
        self.traps = _signals(default[2] if traps is None else traps)

    def __setattr__(self, name, value):
        if name == 'prec':
            if not isinstance(value, int):
                raise TypeError(
                    "'%s' object cannot be interpreted as an integer" % type(value).__name__
                )
            if not 1 <= value <= MAX_PREC:
                raise ValueError('valid range for prec is [1, MAX_PREC]')
        elif name == 'rounding':
            if value not in _ROUNDINGS:
                raise TypeError(
                    "valid values for rounding are:\n"
                    "  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                    "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
                )
        elif name in ('flags', 'traps'):
            value = value if isinstance(value, _Signals) else _signals(value)
        elif name not in ('Emin', 'Emax', 'capitals', 'clamp'):
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = ', '.join(signal.__name__ for signal in _SHOWN_FLAGS if self.flags[signal])
        traps = ', '.join(signal.__name__ for signal in _SHOWN if self.traps[signal])
        return (
            f'Context(prec={self.prec}, rounding={self.rounding}, '
            f'Emin={self.Emin}, Emax={self.Emax}, '
            f'capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])'
        )

    def __reduce__(self):
        flags = [signal for signal in _SIGNALS if self.flags[signal]]
        traps = [signal for signal in _SIGNALS if self.traps[signal]]
        return Context, (
            self.prec,
            self.rounding,
            self.Emin,
            self.Emax,
            self.capitals,
            self.clamp,
            flags,
            traps,
        )

    def copy(self):
        return Context(
            self.prec,
            self.rounding,
            self.Emin,
            self.Emax,
            self.capitals,
            self.clamp,
            _Signals(self.flags),
            _Signals(self.traps),
        )

    __copy__ = copy

    def clear_flags(self):
        for signal in self.flags:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in self.traps:
            self.traps[signal] = False

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    # --- conditions ---

    def _raise(self, signal, condition=None, result=None):
        """Notes a condition; the result of the operation if it is not trapped."""
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition or signal])
        return _NAN if result is None else result

    def _raise_all(self, *signals):
        trapped = [signal for signal in signals if self.traps[signal]]
        for signal in signals:
            self.flags[signal] = True
        if trapped:
            raise trapped[0](list(trapped))

    def _working(self, extra):
        """A context for steps on the way: more digits, no traps, no limits."""
        return Context(self.prec + extra, ROUND_HALF_EVEN, MIN_EMIN, MAX_EMAX, 1, 0, [], [])

    # --- rounding ---

    def _fit(self, number):
        """A finite number rounded to the precision and kept within the exponents."""
        if number._exp in _SPECIAL:
            return number
        sign, coefficient, exponent = number._sign, number._int, number._exp
        tiny = self.Emin - self.prec + 1
        if coefficient == 0:
            top = self.Emax - self.prec + 1 if self.clamp else self.Emax
            fitted = min(max(exponent, tiny), top)
            if fitted == exponent:
                return number
            self._raise_all(Clamped)
            return _make(sign, 0, fitted)
        count = _digit_count(coefficient)
        adjusted = exponent + count - 1
        if adjusted > self.Emax:
            return self._overflow(sign)
        is_subnormal = adjusted < self.Emin
        target = max(exponent + count - self.prec, tiny)
        if exponent >= target:
            if is_subnormal:
                self._raise_all(Subnormal)
            if self.clamp and exponent > self.Emax - self.prec + 1:
                shift = exponent - (self.Emax - self.prec + 1)
                self._raise_all(Clamped)
                return _make(sign, coefficient * 10**shift, exponent - shift)
            return number
        unit = 10 ** (target - exponent)
        quotient, remainder = divmod(coefficient, unit)
        rounded = _round_quotient(sign, quotient, remainder, unit, self.rounding)
        if not is_subnormal and _digit_count(rounded) > self.prec:
            rounded //= 10
            target += 1
            if target + self.prec - 1 > self.Emax:
                return self._overflow(sign)
        if remainder and is_subnormal:
            self._raise_all(Inexact, Rounded, Subnormal, Underflow)
        elif is_subnormal:
            self._raise_all(Rounded, Subnormal)
        elif remainder:
            self._raise_all(Inexact, Rounded)
        else:
            self._raise_all(Rounded)
        if rounded == 0:
            self._raise_all(Clamped)
        return _make(sign, rounded, target)

    def _overflow(self, sign):
        self._raise_all(Overflow, Inexact, Rounded)
        towards_zero = (
            self.rounding in (ROUND_DOWN, ROUND_05UP)
            or (self.rounding == ROUND_CEILING and sign)
            or (self.rounding == ROUND_FLOOR and not sign)
        )
        if towards_zero:
            return _make(sign, 10**self.prec - 1, self.Emax - self.prec + 1)
        return _INFINITIES[sign]

    # --- operations by name ---

    def create_decimal(self, num='0'):
        return self._fit(Decimal(num, self))

    def create_decimal_from_float(self, f):
        return self._fit(Decimal.from_float(f))

    def plus(self, a):
        return _operand(a).__pos__(self)

    def minus(self, a):
        return _operand(a).__neg__(self)

    def abs(self, a):
        return _operand(a).__abs__(self)

    def add(self, a, b):
        return _add(_operand(a), _operand(b), self)

    def subtract(self, a, b):
        return _add(_operand(a), _negated(_operand(b)), self)

    def multiply(self, a, b):
        return _multiply(_operand(a), _operand(b), self)

    def divide(self, a, b):
        return _divide(_operand(a), _operand(b), self)

    def divide_int(self, a, b):
        return _divide_whole(_operand(a), _operand(b), self)[0]

    def remainder(self, a, b):
        return _divide_whole(_operand(a), _operand(b), self)[1]

    def divmod(self, a, b):
        return _divide_whole(_operand(a), _operand(b), self)

    def power(self, a, b, modulo=None):
        return (
            pow(_operand(a), _operand(b), modulo)
            if modulo is not None
            else _power(_operand(a), _operand(b), self)
        )

    def sqrt(self, a):
        return _operand(a).sqrt(self)

    def exp(self, a):
        return _operand(a).exp(self)

    def ln(self, a):
        return _operand(a).ln(self)

    def log10(self, a):
        return _operand(a).log10(self)

    def quantize(self, a, b):
        return _operand(a).quantize(_operand(b), context=self)

    def compare(self, a, b):
        return _operand(a).compare(_operand(b), self)

    def max(self, a, b):
        return _operand(a).max(_operand(b), self)

    def min(self, a, b):
        return _operand(a).min(_operand(b), self)

    def normalize(self, a):
        return _operand(a).normalize(self)

    def fma(self, a, b, c):
        return _operand(a).fma(b, c, self)

    def to_sci_string(self, a):
        return _operand(a)._text(False, self)

    def to_eng_string(self, a):
        return _operand(a)._text(True, self)

    def to_integral_value(self, a):
        return _operand(a).to_integral_value(context=self)


def _template():
    default = globals().get('DefaultContext')
    if default is None:
        return 28, ROUND_HALF_EVEN, (InvalidOperation, DivisionByZero, Overflow)
    return default.prec, default.rounding, default.traps


DefaultContext = Context()
BasicContext = Context(
    9, ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped]
)
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[])

_current = contextvars.ContextVar('decimal_context')


def getcontext():
    """The context of the thread."""
    context = _current.get(None)
    if context is None:
        context = Context()
        _current.set(context)
    return context


def setcontext(context):
    """Makes a context the thread's."""
    if not isinstance(context, Context):
        raise TypeError('optional argument must be a context')
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _LocalContext:
    def __init__(self, context):
        self.new_context = context

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, *exc_info):
        setcontext(self.saved_context)


def localcontext(ctx=None, **kwargs):
    """A copy of a context for a with statement."""
    made = (getcontext() if ctx is None else ctx).copy()
    for name, value in kwargs.items():
        if name not in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(made, name, value)
    return _LocalContext(made)


# --- numbers -----------------------------------------------------------------------------------

_SPECIAL = ('F', 'n', 'N')  # infinity, NaN, signalling NaN: in place of the exponent


def _make(sign, coefficient, exponent):
    self = object.__new__(Decimal)
    self._sign = sign
    self._int = coefficient
    self._exp = exponent
    return self


def _parse_number(text):
    """(sign, coefficient, exponent) of a numeric string, None if it is none."""
    text = text.strip().replace('_', '')
    sign = 1 if text[:1] == '-' else 0
    if text[:1] in ('+', '-'):
        text = text[1:]
    lowered = text.lower()
    if lowered in ('inf', 'infinity'):
        return sign, 0, 'F'
    for name, kind in (('snan', 'N'), ('nan', 'n')):
        if lowered.startswith(name):
            digits = text[len(name) :]
            if digits and not digits.isdecimal():
                return None
            return sign, int(digits or 0), kind
    mantissa, mark, exponent = lowered.partition('e')
    whole, dot, fraction = mantissa.partition('.')
    digits = whole + fraction
    if not digits.isdecimal():
        return None
    shift = 0
    if mark:
        unsigned = exponent[1:] if exponent[:1] in ('+', '-') else exponent
        if not unsigned.isdecimal():
            return None
        shift = int(exponent)
    return sign, int(digits), shift - len(fraction)


def _operand(value):
    """An argument of a Context's methods."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _converted(value):
    """The other operand of an operator: a Decimal, or NotImplemented."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(1 if value < 0 else 0, abs(value), 0)
    return NotImplemented


def _negated(number):
    return _make(1 - number._sign, number._int, number._exp)


def _nan_among(context, *operands):
    """The NaN that an operation on these gives, or None."""
    for kind in ('N', 'n'):
        for operand in operands:
            if operand._exp == kind:
                quiet = _make(operand._sign, operand._int, 'n')
                return context._raise(InvalidOperation, None, quiet) if kind == 'N' else quiet
    return None


def _add(a, b, context):
    nan = _nan_among(context, a, b)
    if nan is not None:
        return nan
    if a._exp == 'F':
        if b._exp == 'F' and a._sign != b._sign:
            return context._raise(InvalidOperation)
        return a
    if b._exp == 'F':
        return b
    exponent = min(a._exp, b._exp)
    if a._int and b._int:
        a, b = _brought_near(a, b, context.prec)
        exponent = min(a._exp, b._exp)
    left = a._int * 10 ** (a._exp - exponent) if a._int else 0
    right = b._int * 10 ** (b._exp - exponent) if b._int else 0
    total = (-left if a._sign else left) + (-right if b._sign else right)
    if total == 0:
        both = a._sign and b._sign
        sign = 1 if both or (a._sign != b._sign and context.rounding == ROUND_FLOOR) else 0
        return context._fit(_make(sign, 0, exponent))
    return context._fit(_make(1 if total < 0 else 0, abs(total), exponent))


def _brought_near(a, b, precision):
    """The smaller of two numbers, far below the larger one's digits, as a digit just below them."""
    swapped = a._exp < b._exp
    larger, smaller = (b, a) if swapped else (a, b)
    limit = larger._exp + min(-1, _digit_count(larger._int) - precision - 2)
    if _digit_count(smaller._int) + smaller._exp - 1 < limit:
        smaller = _make(smaller._sign, 1, limit)
    return (smaller, larger) if swapped else (larger, smaller)


def _multiply(a, b, context):
    nan = _nan_among(context, a, b)
    if nan is not None:
        return nan
    sign = a._sign ^ b._sign
    if 'F' in (a._exp, b._exp):
        if (a._exp != 'F' and a._int == 0) or (b._exp != 'F' and b._int == 0):
            return context._raise(InvalidOperation)
        return _INFINITIES[sign]
    return context._fit(_make(sign, a._int * b._int, a._exp + b._exp))


def _divide(a, b, context):
    nan = _nan_among(context, a, b)
    if nan is not None:
        return nan
    sign = a._sign ^ b._sign
    if a._exp == 'F':
        return context._raise(InvalidOperation) if b._exp == 'F' else _INFINITIES[sign]
    if b._exp == 'F':
        context._raise_all(Clamped)
        return _make(sign, 0, context.Etiny())
    if b._int == 0:
        if a._int == 0:
            return context._raise(InvalidOperation, DivisionUndefined)
        return context._raise(DivisionByZero, None, _INFINITIES[sign])
    if a._int == 0:
        return context._fit(_make(sign, 0, a._exp - b._exp))
    shift = max(_digit_count(b._int) - _digit_count(a._int) + context.prec + 1, 0)
    exponent = a._exp - b._exp - shift
    quotient, remainder = divmod(a._int * 10**shift, b._int)
    if remainder:
        # A last digit that is neither 0 nor 5 keeps the rounding right.
        if quotient % 5 == 0:
            quotient += 1
    else:
        ideal = a._exp - b._exp
        while exponent < ideal and quotient % 10 == 0:
            quotient //= 10
            exponent += 1
    return context._fit(_make(sign, quotient, exponent))


def _divide_whole(a, b, context):
    """(quotient, remainder) of the division to a whole number, rounded towards zero."""
    nan = _nan_among(context, a, b)
    if nan is not None:
        return nan, nan
    sign = a._sign ^ b._sign
    if a._exp == 'F':
        invalid = context._raise(InvalidOperation)
        return (invalid if b._exp == 'F' else _INFINITIES[sign]), invalid
    if b._exp != 'F' and b._int == 0:
        if a._int == 0:
            invalid = context._raise(InvalidOperation, DivisionUndefined)
            return invalid, invalid
        quotient = context._raise(DivisionByZero, None, _INFINITIES[sign])
        return quotient, context._raise(InvalidOperation)
    if b._exp == 'F':
        return _make(sign, 0, 0), context._fit(a)
    exponent = min(a._exp, b._exp)
    if a._int and a.adjusted() - b.adjusted() > context.prec + 1:
        invalid = context._raise(InvalidOperation, DivisionImpossible)
        return invalid, invalid
    quotient, remainder = divmod(
        a._int * 10 ** (a._exp - exponent), b._int * 10 ** (b._exp - exponent)
    )
    if quotient >= 10**context.prec:
        invalid = context._raise(InvalidOperation, DivisionImpossible)
        return invalid, invalid
    return _make(sign, quotient, 0), context._fit(_make(a._sign, remainder, exponent))


def _compare(a, b):
    """-1, 0 or 1 of two numbers that are no NaN."""
    if a._exp == 'F' or b._exp == 'F':
        left = (-1 if a._sign else 1) if a._exp == 'F' else 0
        right = (-1 if b._sign else 1) if b._exp == 'F' else 0
        return (left > right) - (left < right)
    if a._int == 0 or b._int == 0 or a._sign != b._sign:
        left = 0 if a._int == 0 else -1 if a._sign else 1
        right = 0 if b._int == 0 else -1 if b._sign else 1
        return (left > right) - (left < right)
    if a.adjusted() != b.adjusted():
        order = 1 if a.adjusted() > b.adjusted() else -1
    else:
        exponent = min(a._exp, b._exp)
        left, right = a._int * 10 ** (a._exp - exponent), b._int * 10 ** (b._exp - exponent)
        order = (left > right) - (left < right)
    return -order if a._sign else order


# --- functions of a real number: in fixed point, with digits to spare ---------------------------


def _scaled(number, places):
    """A number's value times 10 ** places, rounded down, as an int."""
    shift = number._exp + places
    value = number._int * 10**shift if shift >= 0 else number._int // 10**-shift
    return -value if number._sign else value


def _ln_10(places):
    """ln(10) * 10 ** places: 3*ln(2) + ln(5/4) by series of atanh."""
    unit = 10 ** (places + 5)
    return (3 * 2 * _atanh_inverse(3, unit) + 2 * _atanh_inverse(9, unit)) // 10**5


def _atanh_inverse(n, unit):
    """atanh(1/n) * unit."""
    power = total = unit // n
    k = 1
    while power:
        power //= n * n
        k += 2
        total += power // k
    return total


def _ln_fixed(value, unit):
    """ln(value / unit) * unit for value / unit near 1 to 10: Newton's steps on exp."""
    # Square roots bring it near 1, where atanh's series is quick.
    halvings = 0
    while abs(value - unit) * 8 > unit:
        value = math.isqrt(value * unit)
        halvings += 1
    ratio = (value - unit) * unit // (value + unit)
    square = ratio * ratio // unit
    power = total = ratio
    k = 1
    while power:
        power = power * square // unit if power >= 0 else -(-power * square // unit)
        k += 2
        total += power // k if power >= 0 else -(-power // k)
    return total << (halvings + 1)


def _ln_scaled(number, places):
    """ln(number) * 10 ** places with an error of few units."""
    guard = places + 10
    unit = 10**guard
    count = _digit_count(number._int)
    mantissa = number._int * unit // 10 ** (count - 1)  # in [1, 10)
    power = number._exp + count - 1
    extra = _digit_count(abs(power)) + 2
    whole = power * _ln_10(guard + extra) // 10**extra
    return (_ln_fixed(mantissa, unit) + whole) // 10**10


def _exp_scaled(value, places):
    """exp(value / 10 ** places) as (coefficient, exponent) with about `places` digits."""
    unit = 10**places
    ln_10 = _ln_10(places)
    power, rest = divmod(value, ln_10)  # exp(value) = 10 ** power * exp(rest)
    halvings = 8 + places // 20
    rest >>= halvings
    term = total = unit
    k = 1
    while term:
        term = term * rest // (unit * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // unit
    return total, power - places


def _rounded_correctly(context, compute):
    """A function's value to the precision; `compute(places)` gives it with ever more digits."""
    extra = 8
    while True:
        number = compute(context.prec + extra)
        # Unless the digits behind the precision are close to a tie or to a whole, they decide.
        beyond = _digit_count(number._int) - context.prec
        tail = number._int % 10**beyond if beyond > 0 else 0
        half = 5 * 10 ** (beyond - 1) if beyond > 0 else 0
        near = 10**4
        if beyond > 5 and min(tail, abs(tail - half), 10**beyond - tail) > near:
            return context._fit(number)
        if extra > 200:
            return context._fit(number)
        extra *= 2


def _power(a, b, context):
    nan = _nan_among(context, a, b)
    if nan is not None:
        return nan
    if b._exp != 'F' and b._int == 0:
        if a._exp != 'F' and a._int == 0:
            return context._raise(InvalidOperation)
        return _ONE
    is_whole = b._exp != 'F' and b._is_whole()
    sign = 0
    if a._sign and is_whole and int(b) % 2:
        sign = 1
    elif a._sign and not is_whole and (a._exp == 'F' or a._int):
        return context._raise(InvalidOperation)
    if a._exp != 'F' and a._int == 0:
        return _INFINITIES[sign] if b._sign else _make(sign, 0, 0)
    if a._exp == 'F':
        return _INFINITIES[sign] if not b._sign else _make(sign, 0, 0)
    if b._exp == 'F':
        order = _compare(a.copy_abs(), _ONE)
        if order == 0:
            return context._fit(_make(sign, 10 ** (context.prec - 1), 1 - context.prec))
        return _INFINITIES[0] if (order > 0) != bool(b._sign) else _ZERO
    base = a.copy_abs()
    if is_whole:
        result = _whole_power(base, int(b), context)
    elif _compare(base, _ONE) == 0:
        result = _make(0, 10 ** (context.prec - 1), 1 - context.prec)
    else:
        result = _real_power(base, b, context)
    return context._fit(
        _make(sign, result._int, result._exp) if result._exp not in _SPECIAL else result
    )


def _whole_power(base, exponent, context):
    if _digit_count(base._int) * abs(exponent) <= 4000:
        if exponent >= 0:
            return _make(0, base._int**exponent, base._exp * exponent)
        return _divide(_ONE, _make(0, base._int**-exponent, base._exp * -exponent), context)
    working = context._working(5 + _digit_count(abs(exponent)))
    result = _ONE
    rest = abs(exponent)
    while rest:
        if rest & 1:
            result = _multiply(result, base, working)
        base = _multiply(base, base, working)
        rest >>= 1
    return result if exponent >= 0 else _divide(_ONE, result, working)


def _real_power(base, exponent, context):
    def compute(places):
        size = max(exponent.adjusted() + _digit_count(abs(base.adjusted()) + 1) + 2, 0)
        guard = places + size + 5
        scaled = _ln_scaled(base, guard)
        logarithm = _make(1 if scaled < 0 else 0, abs(scaled), -guard)
        product = _multiply(
            logarithm, exponent, Context(guard + 20, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
        )
        coefficient, power = _exp_scaled(_scaled(product, guard), guard)
        return _make(0, coefficient, power)

    limit = (context.Emax + 1) * 3
    estimate = float(_make(exponent._sign, exponent._int, exponent._exp)) * (base.adjusted() + 1)
    if abs(estimate) > limit:
        return _make(0, 1, int(math.copysign(limit, estimate)))
    result = _rounded_correctly(context, compute)
    missing = context.prec - _digit_count(result._int)
    if missing > 0:
        result = _make(0, result._int * 10**missing, result._exp - missing)
    return result


class Decimal:
    """A decimal number."""

    __slots__ = ('_sign', '_int', '_exp')

    def __new__(cls, value='0', context=None):
        if isinstance(value, str):
            parsed = _parse_number(value)
            if parsed is None:
                context = getcontext() if context is None else context
                return context._raise(InvalidOperation, ConversionSyntax)
        elif isinstance(value, int):
            parsed = 1 if value < 0 else 0, abs(value), 0
        elif isinstance(value, Decimal):
            if cls is Decimal and type(value) is Decimal:
                return value
            parsed = value._sign, value._int, value._exp
        elif isinstance(value, float):
            (getcontext() if context is None else context)._raise(FloatOperation)
            return cls.from_float(value)
        elif isinstance(value, (tuple, list)):
            parsed = _parse_tuple(tuple(value))
        else:
            raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
        self = object.__new__(cls)
        self._sign, self._int, self._exp = parsed
        return self

    @classmethod
    def from_float(cls, f):
        """The exact value of a float or int."""
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError('argument must be int or float')
        if math.isnan(f) or math.isinf(f):
            return cls(repr(f))
        numerator, denominator = abs(f).as_integer_ratio()
        places = denominator.bit_length() - 1
        made = _make(1 if math.copysign(1.0, f) < 0 else 0, numerator * 5**places, -places)
        return made if cls is Decimal else cls(made)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    # --- text ---

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        return self._text(False, None)

    def to_eng_string(self, context=None):
        return self._text(True, context)

    def _text(self, engineering, context):
        sign = '-' if self._sign else ''
        if self._exp == 'F':
            return sign + 'Infinity'
        if self._exp in ('n', 'N'):
            return (
                sign
                + ('sNaN' if self._exp == 'N' else 'NaN')
                + (str(self._int) if self._int else '')
            )
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            dot = left
        elif not engineering:
            dot = 1
        elif digits == '0':
            dot = (left + 1) % 3 - 1
        else:
            dot = (left - 1) % 3 + 1
        if dot <= 0:
            whole, fraction = '0', '.' + '0' * -dot + digits
        elif dot >= len(digits):
            whole, fraction = digits + '0' * (dot - len(digits)), ''
        else:
            whole, fraction = digits[:dot], '.' + digits[dot:]
        mark = ''
        if left != dot:
            capitals = (getcontext() if context is None else context).capitals
            mark = ('E' if capitals else 'e') + '%+d' % (left - dot)
        return sign + whole + fraction + mark

    def __format__(self, specifier, context=None):
        return _format(self, specifier, getcontext() if context is None else context)

    # --- conversions ---

    def __bool__(self):
        return self._exp in _SPECIAL or self._int != 0

    def __int__(self):
        if self._exp in ('n', 'N'):
            raise ValueError('cannot convert NaN to integer')
        if self._exp == 'F':
            raise OverflowError('cannot convert Infinity to integer')
        value = self._int * 10**self._exp if self._exp >= 0 else self._int // 10**-self._exp
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self._exp == 'N':
            raise ValueError('cannot convert signaling NaN to float')
        return float(
            str(self) if self._exp not in ('n', 'N') else ('-nan' if self._sign else 'nan')
        )

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(0, 1, -n))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return _ZERO

    def conjugate(self):
        return self

    def as_tuple(self):
        digits = tuple(map(int, str(self._int))) if self._exp not in ('n', 'N') or self._int else ()
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._exp == 'F':
            raise OverflowError('cannot convert Infinity to integer ratio')
        if self._exp in _SPECIAL:
            raise ValueError('cannot convert NaN to integer ratio')
        numerator, denominator = self._int, 1
        if self._exp >= 0:
            numerator *= 10**self._exp
        else:
            denominator = 10**-self._exp
            divisor = math.gcd(numerator, denominator)
            numerator, denominator = numerator // divisor, denominator // divisor
        return (-numerator if self._sign else numerator), denominator

    def __hash__(self):
        if self._exp in _SPECIAL:
            if self._exp == 'N':
                raise TypeError('Cannot hash a signaling NaN value')
            return object.__hash__(self) if self._exp == 'n' else hash(float(self))
        modulus = sys.hash_info.modulus
        power = (
            pow(10, self._exp, modulus)
            if self._exp >= 0
            else pow(pow(10, -1, modulus), -self._exp, modulus)
        )
        value = self._int * power % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    # --- comparing ---

    def _ordered(self, other, equality):
        """-1, 0, 1; None: unordered; NotImplemented."""
        if isinstance(other, float):
            getcontext()._raise_all(*(() if equality else (FloatOperation,)))
            if equality:
                getcontext().flags[FloatOperation] = True
            other = Decimal.from_float(other)
        elif isinstance(other, numbers.Rational) and not isinstance(other, int):
            if self._exp in _SPECIAL:
                other = _ZERO
            else:
                left = _make(self._sign, self._int * other.denominator, self._exp)
                return left._ordered(Decimal(other.numerator), equality)
        else:
            other = _converted(other)
            if other is NotImplemented:
                return NotImplemented
        if self._exp in ('n', 'N') or other._exp in ('n', 'N'):
            if not equality or 'N' in (self._exp, other._exp):
                getcontext()._raise(InvalidOperation)
            return None
        return _compare(self, other)

    def __eq__(self, other):
        order = self._ordered(other, True)
        return order if order is NotImplemented else order == 0

    def __lt__(self, other):
        order = self._ordered(other, False)
        return order if order is NotImplemented else order is not None and order < 0

    def __le__(self, other):
        order = self._ordered(other, False)
        return order if order is NotImplemented else order is not None and order <= 0

    def __gt__(self, other):
        order = self._ordered(other, False)
        return order if order is NotImplemented else order is not None and order > 0

    def __ge__(self, other):
        order = self._ordered(other, False)
        return order if order is NotImplemented else order is not None and order >= 0

    def compare(self, other, context=None):
        other = _operand(other)
        nan = _nan_among(getcontext() if context is None else context, self, other)
        return Decimal(_compare(self, other)) if nan is None else nan

    def compare_total(self, other, context=None):
        other = _operand(other)
        order = _compare(self, other) if 'n' not in (self._exp, other._exp) else 0
        if order == 0 and self._exp != other._exp:
            order = -1 if (self._exp < other._exp) != bool(self._sign) else 1
        return Decimal(order)

    def max(self, other, context=None):
        return self._chosen(other, context, 1)

    def min(self, other, context=None):
        return self._chosen(other, context, -1)

    def _chosen(self, other, context, wanted):
        context = getcontext() if context is None else context
        other = _operand(other)
        if self._exp == 'n' and other._exp != 'n':
            return context._fit(other)
        if other._exp == 'n' and self._exp != 'n':
            return context._fit(self)
        nan = _nan_among(context, self, other)
        if nan is not None:
            return nan
        order = _compare(self, other)
        return context._fit(self if order in (wanted, 0) else other)

    # --- operators ---

    def __pos__(self, context=None):
        context = getcontext() if context is None else context
        if self._exp not in _SPECIAL and self._int == 0 and context.rounding != ROUND_FLOOR:
            return context._fit(_make(0, 0, self._exp))
        return context._fit(self)

    def __neg__(self, context=None):
        context = getcontext() if context is None else context
        if self._exp not in _SPECIAL and self._int == 0 and context.rounding != ROUND_FLOOR:
            return context._fit(_make(0, 0, self._exp))
        return context._fit(_negated(self))

    def __abs__(self, context=None):
        return (getcontext() if context is None else context)._fit(self.copy_abs())

    def __add__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _add(self, other, getcontext())

    __radd__ = __add__

    def __sub__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _add(self, _negated(other), getcontext())

    def __rsub__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _add(other, _negated(self), getcontext())

    def __mul__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _multiply(self, other, getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _divide(self, other, getcontext())

    def __rtruediv__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _divide(other, self, getcontext())

    def __floordiv__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _quotient(self, other)

    def __rfloordiv__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _quotient(other, self)

    def __mod__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _remainder(self, other)

    def __rmod__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _remainder(other, self)

    def __divmod__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _divide_whole(self, other, getcontext())

    def __rdivmod__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _divide_whole(other, self, getcontext())

    def __pow__(self, other, modulo=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        return _power(self, other, getcontext())

    def __rpow__(self, other):
        other = _converted(other)
        return other if other is NotImplemented else _power(other, self, getcontext())

    # --- signs and digits ---

    def copy_abs(self):
        return _make(0, self._int, self._exp)

    def copy_negate(self):
        return _negated(self)

    def copy_sign(self, other, context=None):
        return _make(_operand(other)._sign, self._int, self._exp)

    def adjusted(self):
        return 0 if self._exp in _SPECIAL else self._exp + _digit_count(self._int) - 1

    def is_nan(self):
        return self._exp in ('n', 'N')

    def is_qnan(self):
        return self._exp == 'n'

    def is_snan(self):
        return self._exp == 'N'

    def is_infinite(self):
        return self._exp == 'F'

    def is_finite(self):
        return self._exp not in _SPECIAL

    def is_zero(self):
        return self._exp not in _SPECIAL and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def is_normal(self, context=None):
        context = getcontext() if context is None else context
        return self.is_finite() and self._int != 0 and self.adjusted() >= context.Emin

    def is_subnormal(self, context=None):
        context = getcontext() if context is None else context
        return self.is_finite() and self._int != 0 and self.adjusted() < context.Emin

    def number_class(self, context=None):
        if self._exp in ('n', 'N'):
            return 'NaN' if self._exp == 'n' else 'sNaN'
        sign = '-' if self._sign else '+'
        if self._exp == 'F':
            return sign + 'Infinity'
        return sign + (
            'Zero' if self._int == 0 else 'Subnormal' if self.is_subnormal(context) else 'Normal'
        )

    def radix(self):
        return Decimal(10)

    def same_quantum(self, other, context=None):
        return self._exp == _operand(other)._exp

    def _is_whole(self):
        return self._exp >= 0 or self._int % 10**-self._exp == 0

    # --- rounding ---

    def _at_exponent(self, exponent, rounding):
        """(number with that exponent, whether digits other than 0 were lost)."""
        if self._exp >= exponent:
            return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent), False
        if self._int == 0:
            return _make(self._sign, 0, exponent), False
        unit = 10 ** (exponent - self._exp)
        quotient, remainder = divmod(self._int, unit)
        return _make(
            self._sign, _round_quotient(self._sign, quotient, remainder, unit, rounding), exponent
        ), (remainder != 0)

    def quantize(self, exp, rounding=None, context=None):
        """The number with another's exponent."""
        context = getcontext() if context is None else context
        exp = _operand(exp)
        nan = _nan_among(context, self, exp)
        if nan is not None:
            return nan
        if 'F' in (self._exp, exp._exp):
            return self if self._exp == exp._exp else context._raise(InvalidOperation)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._raise(InvalidOperation)
        result, lost = self._at_exponent(exp._exp, rounding or context.rounding)
        if result._int and (
            _digit_count(result._int) > context.prec or result.adjusted() > context.Emax
        ):
            return context._raise(InvalidOperation)
        if lost:
            context._raise_all(Inexact, Rounded)
        elif self._exp < exp._exp:
            context._raise_all(Rounded)
        return result

    def to_integral_value(self, rounding=None, context=None):
        context = getcontext() if context is None else context
        nan = _nan_among(context, self)
        if nan is not None:
            return nan
        if self._exp == 'F' or self._exp >= 0:
            return self
        return self._at_exponent(0, rounding or context.rounding)[0]

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        context = getcontext() if context is None else context
        if self._exp in _SPECIAL or self._exp >= 0:
            return self.to_integral_value(rounding, context)
        result, lost = self._at_exponent(0, rounding or context.rounding)
        context._raise_all(*((Inexact, Rounded) if lost else (Rounded,)))
        return result

    def normalize(self, context=None):
        """Without zeros at the end."""
        context = getcontext() if context is None else context
        fitted = context._fit(self)
        if fitted._exp in _SPECIAL:
            nan = _nan_among(context, fitted)
            return fitted if nan is None else nan
        if fitted._int == 0:
            return _make(fitted._sign, 0, 0)
        coefficient, exponent = fitted._int, fitted._exp
        while coefficient % 10 == 0 and exponent < context.Emax:
            coefficient //= 10
            exponent += 1
        return _make(fitted._sign, coefficient, exponent)

    def scaleb(self, other, context=None):
        context = getcontext() if context is None else context
        if self._exp in _SPECIAL:
            return self
        return context._fit(_make(self._sign, self._int, self._exp + int(_operand(other))))

    def shift(self, other, context=None):
        context = getcontext() if context is None else context
        places = int(_operand(other))
        coefficient = (
            self._int * 10**places % 10**context.prec
            if places >= 0
            else self._int // 10**-places
        )
        return _make(self._sign, coefficient, self._exp)

    def logb(self, context=None):
        context = getcontext() if context is None else context
        if self._exp == 'F':
            return _INFINITIES[0]
        if self.is_zero():
            return context._raise(DivisionByZero, None, _INFINITIES[1])
        return Decimal(self.adjusted())

    # --- functions ---

    def fma(self, other, third, context=None):
        context = getcontext() if context is None else context
        other, third = _operand(other), _operand(third)
        if self._exp in _SPECIAL or other._exp in _SPECIAL:
            return _add(_multiply(self, other, context), third, context)
        return _add(
            _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp),
            third,
            context,
        )

    def remainder_near(self, other, context=None):
        context = getcontext() if context is None else context
        other = _operand(other)
        quotient, remainder = _divide_whole(self, other, context)
        if remainder._exp in _SPECIAL:
            return remainder
        double = _compare(_make(0, 2 * remainder._int, remainder._exp), other.copy_abs())
        if double > 0 or (double == 0 and quotient._int % 2):
            other = _make(1 - remainder._sign, other._int, other._exp)
            return _add(remainder, other, context)
        return remainder

    def next_plus(self, context=None):
        return self._next(0, context)

    def next_minus(self, context=None):
        return self._next(1, context)

    def _next(self, sign, context):
        context = (getcontext() if context is None else context).copy()
        context.clear_traps()
        context.rounding = ROUND_FLOOR if sign else ROUND_CEILING
        if self._exp == 'F':
            if self._sign != sign:
                return _make(self._sign, 10**context.prec - 1, context.Etop())
            return self
        fitted = context._fit(self)
        if _compare(fitted, self) != 0:
            return fitted
        return _add(self, _make(sign, 1, context.Etiny() - 1), context)

    def sqrt(self, context=None):
        context = getcontext() if context is None else context
        nan = _nan_among(context, self)
        if nan is not None:
            return nan
        if self._exp != 'F' and self._int == 0:
            return context._fit(_make(self._sign, 0, self._exp // 2))
        if self._sign:
            return context._raise(InvalidOperation)
        if self._exp == 'F':
            return self
        exponent = self._exp >> 1
        coefficient = self._int * 10 if self._exp & 1 else self._int
        length = (_digit_count(coefficient) + 1) // 2
        shift = context.prec + 1 - length
        if shift >= 0:
            coefficient *= 100**shift
            exact = True
        else:
            coefficient, remainder = divmod(coefficient, 100**-shift)
            exact = remainder == 0
        root = math.isqrt(coefficient)
        exact = exact and root * root == coefficient
        exponent -= shift
        if exact:
            ideal = self._exp >> 1
            while exponent < ideal and root % 10 == 0:
                root //= 10
                exponent += 1
        elif root % 5 == 0:
            root += 1
        rounding, context.rounding = context.rounding, ROUND_HALF_EVEN
        try:
            return context._fit(_make(0, root, exponent))
        finally:
            context.rounding = rounding

    def exp(self, context=None):
        context = getcontext() if context is None else context
        nan = _nan_among(context, self)
        if nan is not None:
            return nan
        if self._exp == 'F':
            return _ZERO if self._sign else self
        if self._int == 0:
            return _ONE
        if self.adjusted() > 12:
            return context._fit(
                _make(0, 1, (-4 if self._sign else 4) * (context.Emax + context.prec))
            )

        def compute(places):
            guard = places + max(self.adjusted(), 0) + 5
            coefficient, power = _exp_scaled(_scaled(self, guard), guard)
            return _make(0, coefficient, power)

        return _half_even(context, compute)

    def ln(self, context=None):
        context = getcontext() if context is None else context
        special = self._logarithm_special(context)
        if special is not None:
            return special
        if _compare(self, _ONE) == 0:
            return _ZERO
        return _half_even(
            context,
            lambda places: _of_scaled(
                _ln_scaled(self, places + 2 * context.prec), places + 2 * context.prec
            ),
        )

    def log10(self, context=None):
        context = getcontext() if context is None else context
        special = self._logarithm_special(context)
        if special is not None:
            return special
        digits = str(self._int)
        if digits.rstrip('0') == '1':
            return context._fit(Decimal(self._exp + len(digits) - 1))

        def compute(places):
            places += 2 * context.prec
            return _of_scaled(_ln_scaled(self, places) * 10**places // _ln_10(places), places)

        return _half_even(context, compute)

    def _logarithm_special(self, context):
        nan = _nan_among(context, self)
        if nan is not None:
            return nan
        if self._exp != 'F' and self._int == 0:
            return _INFINITIES[1]
        if self._sign:
            return context._raise(InvalidOperation)
        return self if self._exp == 'F' else None


numbers.Number.register(Decimal)


def _parse_tuple(value):
    if len(value) != 3:
        raise ValueError('argument must be a sequence of length 3')
    sign, digits, exponent = value
    if sign not in (0, 1):
        raise ValueError('sign must be an integer with the value 0 or 1')
    if exponent == 'F':
        return sign, 0, 'F'
    coefficient = 0
    for digit in digits:
        if not isinstance(digit, int) or not 0 <= digit <= 9:
            raise ValueError('coefficient must be a tuple of digits')
        coefficient = coefficient * 10 + digit
    if exponent not in ('n', 'N') and not isinstance(exponent, int):
        raise ValueError('string argument in the third position must be \'F\', \'n\' or \'N\'')
    return sign, coefficient, exponent


def _of_scaled(value, places):
    return _make(1 if value < 0 else 0, abs(value), -places)


def _half_even(context, compute):
    """Functions round half to even, whatever the context says."""
    rounding, context.rounding = context.rounding, ROUND_HALF_EVEN
    try:
        return _rounded_correctly(context, compute)
    finally:
        context.rounding = rounding


def _quotient(a, b):
    context = getcontext()
    if a._exp not in _SPECIAL and b._exp not in _SPECIAL and b._int == 0 and a._int:
        return context._raise(DivisionByZero, None, _INFINITIES[a._sign ^ b._sign])
    return _divide_whole(a, b, context)[0]


def _remainder(a, b):
    context = getcontext()
    if a._exp not in _SPECIAL and b._exp not in _SPECIAL and b._int == 0:
        return context._raise(InvalidOperation, DivisionUndefined if a._int == 0 else None)
    return _divide_whole(a, b, context)[1]


# --- format() ----------------------------------------------------------------------------------


def _parse_specifier(text):
    """fill, align, sign, zero, width, separator, precision, type of a format specification."""
    fill, align = ' ', ''
    at = 0
    if len(text) > 1 and text[1] in '<>=^':
        fill, align, at = text[0], text[1], 2
    elif text[:1] in ('<', '>', '=', '^') and text:
        align, at = text[0], 1
    sign = '-'
    if text[at : at + 1] in ('+', '-', ' ') and at < len(text):
        sign = text[at]
        at += 1
    zero = text[at : at + 1] == '0'
    if zero:
        at += 1
        if not align:
            fill, align = '0', '='
    start = at
    while text[at : at + 1].isdigit():
        at += 1
    width = int(text[start:at] or 0)
    separator = ''
    if text[at : at + 1] == ',':
        separator = ','
        at += 1
    precision = None
    if text[at : at + 1] == '.':
        start = at + 1
        at = start
        while text[at : at + 1].isdigit():
            at += 1
        if at == start:
            raise ValueError('invalid format string')
        precision = int(text[start:at])
    kind = text[at:]
    if len(kind) > 1 or kind not in ('', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%'):
        raise ValueError('invalid format string')
    return fill, align or '>', sign, zero, width, separator, precision, kind


def _format_digits(number, precision, kind, context):
    """The number's digits as text without sign, whole part and rest."""
    lowered = kind.lower()
    if lowered == '%':
        number = _make(number._sign, number._int, number._exp + 2)
    rounding = context.rounding
    exponent = number._exp + (precision or 0)  # that CPython shows for a zero
    if precision is not None:
        if lowered in ('f', '%'):
            number = number._at_exponent(-precision, rounding)[0]
        elif number._int:
            wanted = precision + 1 if lowered == 'e' else max(precision, 1)
            if lowered == 'e' or _digit_count(number._int) > wanted:
                number = number._at_exponent(
                    number._exp + _digit_count(number._int) - wanted, rounding
                )[0]
                if _digit_count(number._int) > wanted:
                    number = _make(number._sign, number._int // 10, number._exp + 1)
    elif lowered in ('f', '%') and number._exp > 0:
        number = number._at_exponent(0, rounding)[0]
    digits = str(number._int)
    left = number._exp + len(digits)
    if lowered in ('f', '%'):
        dot = left
    elif lowered == 'e':
        dot = 1
    elif number._exp <= 0 and left > -6:
        dot = left
    else:
        dot = 1
    if lowered == 'e' and number._int == 0 and precision is not None:
        return '0', '.' + '0' * precision if precision else '', kind + '%+d' % exponent
    if dot <= 0:
        whole, fraction = '0', '0' * -dot + digits
    elif dot > len(digits):
        whole, fraction = digits + '0' * (dot - len(digits)), ''
    else:
        whole, fraction = digits[:dot], digits[dot:]
    mark = ''
    if left != dot or lowered == 'e':
        letter = (
            kind
            if kind in ('e', 'E')
            else {'g': 'e', 'G': 'E'}.get(kind, 'E' if context.capitals else 'e')
        )
        mark = letter + '%+d' % (left - dot)
    return whole, '.' + fraction if fraction else '', mark + ('%' if lowered == '%' else '')


def _group(whole, separator, least):
    """Separators between groups of three, zeros in front until it is wide enough."""
    groups = []
    while True:
        length = min(max(len(whole), least, 1), 3)
        groups.append(whole[-length:].rjust(length, '0') if whole else '0' * length)
        whole = whole[:-length]
        least -= length
        if not whole and least <= 0:
            break
        least -= len(separator)
    return separator.join(reversed(groups))


def _format(number, specifier, context):
    if specifier == '':
        return str(number)
    fill, align, sign, zero, width, separator, precision, kind = _parse_specifier(specifier)
    shown_sign = '-' if number._sign else '' if sign == '-' else sign
    if number._exp in _SPECIAL:
        body = str(number.copy_abs()) + ('%' if kind == '%' else '')
        if zero:
            fill = ' '
            align = '>'
    else:
        whole, fraction, mark = _format_digits(number, precision, kind, context)
        if separator:
            least = (
                width - len(shown_sign) - len(fraction) - len(mark)
                if align == '=' and fill == '0'
                else 0
            )
            whole = _group(whole, separator, least)
        body = whole + fraction + mark
    missing = width - len(shown_sign) - len(body)
    if missing <= 0:
        return shown_sign + body
    if align == '<':
        return shown_sign + body + fill * missing
    if align == '=':
        return shown_sign + fill * missing + body
    left = missing if align == '>' else missing // 2
    return fill * left + shown_sign + body + fill * (missing - left)


_ZERO = Decimal(0)
_ONE = Decimal(1)
_NAN = Decimal('NaN')
_INFINITIES = (Decimal('Infinity'), Decimal('-Infinity'))
