# SPDX-License-Identifier: MIT
"""Averages and measures of spread. Sums are exact: of fractions, rounded once."""
import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction

__all__ = [
    'NormalDist',
    'StatisticsError',
    'correlation',
    'covariance',
    'fmean',
    'geometric_mean',
    'harmonic_mean',
    'linear_regression',
    'mean',
    'median',
    'median_grouped',
    'median_high',
    'median_low',
    'mode',
    'multimode',
    'pstdev',
    'pvariance',
    'quantiles',
    'stdev',
    'variance',
]


class StatisticsError(ValueError):
    pass


def _exact(x):
    """The value as a fraction; None for infinities and not-a-number."""
    if isinstance(x, float):
        return Fraction(*x.as_integer_ratio()) if math.isfinite(x) else None
    if isinstance(x, (int, Fraction)):
        return Fraction(x)
    try:
        return Fraction(*x.as_integer_ratio())
    except AttributeError:
        raise TypeError(
            f"can't convert type '{type(x).__name__}' to numerator/denominator"
        ) from None
    except (OverflowError, ValueError):  # a Decimal that is not a number
        return None


def _coerce(one, other):
    """The type in which numbers of two types are summed up."""
    if one is other or other is int or other is bool:
        return one
    if one is int or issubclass(other, one):
        return other
    if issubclass(one, other):
        return one
    if {one, other} == {float, Fraction}:
        return float
    raise TypeError(f"don't know how to coerce {one.__name__} and {other.__name__}")


def _sum(data):
    """(type of the result, sum, count)"""
    kind = int
    total = Fraction(0)
    special = None
    count = 0
    for x in data:
        count += 1
        kind = _coerce(kind, type(x))
        value = _exact(x)
        if value is None:
            special = x if special is None else special + x
        else:
            total += value
    return kind, total if special is None else special, count


def _convert(value, kind):
    if not isinstance(value, Fraction):
        return value
    if kind is int and value.denominator == 1:
        return value.numerator
    if kind is Fraction:
        return value
    if kind is int or kind is float:
        return value.numerator / value.denominator
    return kind(value.numerator) / kind(value.denominator)


def mean(data):
    kind, total, n = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / n, kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    total = math.fsum(weights)
    if not total:
        raise StatisticsError('sum of weights must be non-zero')
    return math.fsum(x * w for x, w in zip(data, weights)) / total


def geometric_mean(data):
    try:
        return math.exp(fmean(map(math.log, data)))
    except ValueError:
        raise StatisticsError(
            'geometric mean requires a non-empty dataset containing positive ' 'numbers'
        ) from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if any(x < 0 for x in data):
        raise StatisticsError('harmonic mean does not support negative values')
    if weights is None:
        if len(data) == 1:
            return data[0]
        weights = [1] * len(data)
    if any(x == 0 for x in data):
        return 0
    kind, total, _ = _sum(w / x for x, w in zip(data, weights))
    return _convert(_exact(sum(weights)) / total, kind)


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError('no median for empty data')
    x = data[n // 2]
    i = bisect_left(data, x)
    j = bisect_right(data, x, lo=i)
    return float(x) - float(interval) / 2.0 + float(interval) * (n / 2 - i) / (j - i)


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    ld = len(data)
    if ld < 2:
        raise StatisticsError('must have at least two data points')
    result = []
    if method == 'inclusive':
        m = ld - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == 'exclusive':
        m = ld + 1
        for i in range(1, n):
            j = min(max(i * m // n, 1), ld - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f'Unknown method: {method!r}')


def _ss(data, c=None):
    """(type, sum of squared deviations, mean, count)"""
    data = list(data)
    kind, total, n = _sum(data)
    if n == 0:
        return kind, Fraction(0), Fraction(0), 0
    center = total / n if c is None else _exact(c)
    if not isinstance(center, Fraction):
        return kind, center * 0, center, n
    deviations = Fraction(0)
    for x in data:
        deviations += (_exact(x) - center) ** 2
    return kind, deviations, center, n


def variance(data, xbar=None):
    kind, ss, _, n = _ss(data, xbar)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    return _convert(ss / (n - 1), kind)


def pvariance(data, mu=None):
    kind, ss, _, n = _ss(data, mu)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _convert(ss / n, kind)


def _sqrt(value, kind):
    """The square root of a fraction, rounded once."""
    if not isinstance(value, Fraction):
        return value
    if hasattr(kind, 'sqrt'):  # a Decimal
        return (kind(value.numerator) / kind(value.denominator)).sqrt()
    n, m = value.numerator, value.denominator
    if n == 0:
        return 0.0
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        return (math.isqrt(n // (m << 2 * shift)) | 1) * float(1 << shift)
    root = math.isqrt((n << -2 * shift) // m)
    if root * root * m != n << -2 * shift:
        root |= 1
    return root / (1 << -shift)


def stdev(data, xbar=None):
    kind, ss, _, n = _ss(data, xbar)
    if n < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _sqrt(ss / (n - 1), kind)


def pstdev(data, mu=None):
    kind, ss, _, n = _ss(data, mu)
    if n < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return _sqrt(ss / n, kind)


def _deviations(x, y, what):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f'{what} requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError(f'{what} requires at least two data points')
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    sxy = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    sxx = math.fsum((a - xbar) ** 2.0 for a in x)
    syy = math.fsum((b - ybar) ** 2.0 for b in y)
    return n, xbar, ybar, sxy, sxx, syy


def covariance(x, y, /):
    n, _, _, sxy, _, _ = _deviations(x, y, 'covariance')
    return sxy / (n - 1)


def correlation(x, y, /):
    _, _, _, sxy, sxx, syy = _deviations(x, y, 'correlation')
    try:
        return sxy / math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant') from None


LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))


def linear_regression(x, y, /, *, proportional=False):
    if proportional:
        sxy = math.fsum(a * b for a, b in zip(x, y))
        sxx = math.fsum(a * a for a in x)
        xbar = ybar = 0.0
    else:
        _, xbar, ybar, sxy, sxx, _ = _deviations(x, y, 'linear regression')
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError('x is constant') from None
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


def _ratio(numerators, denominators, x):
    """A quotient of polynomials, coefficients from the lowest power on."""
    above = below = 0.0
    for a, b in zip(reversed(numerators), reversed(denominators)):
        above = above * x + a
        below = below * x + b
    return above, below


# Wichura, Algorithm AS 241, Applied Statistics 37 (1988): the routine PPND16, for the middle, the
# nearer and the farther tail.
_MIDDLE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
     3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
     5.2264952788528545610e3),
)
_NEAR_TAIL = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9),
)
_FAR_TAIL = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15),
)


def _normal_quantile(p, mu, sigma):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        above, below = _ratio(*_MIDDLE, 0.180625 - q * q)
        return mu + above * q / below * sigma
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        above, below = _ratio(*_NEAR_TAIL, r - 1.6)
    else:
        above, below = _ratio(*_FAR_TAIL, r - 5.0)
    x = above / below
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """A normal distribution."""

    __slots__ = {'_mu': 'mean', '_sigma': 'standard deviation'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def samples(self, n, *, seed=None):
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError('pdf() not defined when sigma is zero')
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below zero')
        return _normal_quantile(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that two distributions have in common, from 0.0 to 1.0."""
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        one, two = self, other
        if (two._sigma, two._mu) < (one._sigma, one._mu):
            one, two = two, one
        variance, other_variance = one.variance, two.variance
        if not variance or not other_variance:
            raise StatisticsError('overlap() not defined when sigma is zero')
        spread = other_variance - variance
        distance = math.fabs(two._mu - one._mu)
        if not spread:
            return 1.0 - math.erf(distance / (2.0 * one._sigma * math.sqrt(2.0)))
        middle = one._mu * other_variance - two._mu * variance
        root = one._sigma * two._sigma * math.sqrt(
            distance * distance + spread * math.log(other_variance / variance)
        )
        low, high = (middle + root) / spread, (middle - root) / spread
        return 1.0 - (
            math.fabs(two.cdf(low) - one.cdf(low)) + math.fabs(two.cdf(high) - one.cdf(high))
        )

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * math.fabs(factor))

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / math.fabs(divisor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__

    def __rsub__(self, other):
        return -(self - other)

    __rmul__ = __mul__

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
