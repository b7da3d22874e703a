# Module math: results and messages.
import math


def check(source):
    try:
        print(source, '->', repr(eval(source)))
    except Exception as e:
        print(source, '->', type(e).__name__ + ':', e)


for line in '''
math.pi | math.e | math.tau | math.inf | math.nan | math.sqrt(2) | math.sqrt(-1) | math.sqrt('a') | math.sqrt() | math.isqrt(10**30) | math.isqrt(24) | math.isqrt(-1) | math.isqrt(2.5)
math.isqrt(2**62) | math.isqrt((10**20+1)**2 - 1) | math.gcd(12, 18) | math.gcd() | math.gcd(-4) | math.gcd(10**30, 10**20) | math.gcd(1.5) | math.lcm(4, 6) | math.lcm() | math.lcm(0, 3)
math.factorial(0) | math.factorial(20) | math.factorial(30) | math.factorial(-1) | math.factorial(2.0) | math.factorial('a') | math.comb(5, 2) | math.comb(50, 25) | math.comb(2, 5) | math.comb(-1, 2) | math.comb(5, -1) | math.perm(5) | math.perm(5, 2) | math.perm(2, 5)
math.floor(2.7) | math.floor(-2.7) | math.ceil(2.1) | math.ceil(-2.1) | math.floor(1e300) | math.floor(math.inf) | math.floor(math.nan) | math.floor('a') | math.trunc(-2.7) | math.trunc('a') | math.floor(10**30)
math.log(10) | math.log(8, 2) | math.log(100, 10) | math.log(0) | math.log(-1) | math.log(10**400) | math.log(5, 1) | math.log2(8) | math.log2(2**1000) | math.log10(1000) | math.log10(10**350) | math.log1p(0) | math.log('a')
math.exp(1) | math.exp(1000) | math.exp(-1000) | math.expm1(1e-10) | math.exp2(10) | math.pow(2, 10) | math.pow(2, 0.5) | math.pow(-1, 0.5) | math.pow(0, -1) | math.pow(10, 400) | math.pow(math.inf, 0)
math.sin(1) | math.cos(1) | math.tan(1) | math.asin(1) | math.acos(2) | math.atan(1) | math.atan2(1, -1) | math.atan2(0.0, -0.0) | math.sinh(1) | math.cosh(1000) | math.tanh(1) | math.asinh(1) | math.acosh(0.5) | math.atanh(1) | math.sin(math.inf)
math.hypot(3, 4) | math.hypot() | math.hypot(1, 1, 1) | math.hypot(1e200, 1e200) | math.hypot(5, 12) | math.hypot(0.1, 0.2) | math.dist([1, 2], [4, 6]) | math.dist([1], [1, 2]) | math.degrees(math.pi) | math.radians(180) | math.fabs(-3)
math.fmod(-7, 3) | math.fmod(1, 0) | math.remainder(7, 2) | math.remainder(1, 0) | math.modf(2.5) | math.modf(-2.5) | math.frexp(8) | math.frexp(0) | math.ldexp(0.5, 4) | math.ldexp(1, 2000) | math.ldexp(1, 1.5) | math.copysign(1, -0.0)
math.isnan(math.nan) | math.isinf(math.inf) | math.isfinite(1) | math.isclose(0.1 + 0.2, 0.3) | math.isclose(1, 1.1) | math.isclose(1, 1.1, rel_tol=0.2) | math.isclose(1, 2, rel_tol=-1) | math.isclose(1, 2, abs_tol=1.5)
math.fsum([0.1] * 10) | math.fsum([1e100, 1.0, -1e100]) | math.fsum([]) | math.fsum(['a']) | math.fsum([math.inf, -math.inf]) | math.prod([1, 2, 3]) | math.prod([]) | math.prod([0.5, 4]) | math.prod([1], start=5) | math.cbrt(27)
math.gamma(5) | math.gamma(0) | math.gamma(0.5) | math.gamma(171) | math.gamma(172) | math.lgamma(10) | math.lgamma(0) | math.erf(1) | math.erfc(1) | math.nextafter(1, 2) | math.ulp(1.0) | math.ulp(0.0)
'''.split('\n'):
    for source in line.split(' | '):
        if source:
            check(source)


class Whole:
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __trunc__(self): return 'trunc'


print(math.floor(Whole()), math.ceil(Whole()), math.trunc(Whole()))
print(math.__name__, repr(math.sqrt), math.floor(True))
