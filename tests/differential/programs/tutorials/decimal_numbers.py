# SPDX-License-Identifier: MIT
import decimal
from decimal import *
D = Decimal
for p in (28, 6, 50):
    getcontext().prec = p
    for x in ('2', '0.5', '3.7', '10', '123.456', '1e-5', '1e10', '0.999', '1.0001', '100'):
        x = D(x)
        print(x.sqrt(), x.ln(), x.log10(), x.exp() if x < 1000 else '', x ** 3, x ** -2, x ** D('0.5'), x ** D('1.1'), 1 / x, x / 3, x.normalize())
getcontext().prec = 28
for s in ('1234567.891', '-0.00012345', '0', '1E+10', '99.995', 'NaN', '-Infinity', '0.00'):
    for f in ('.2f', ',.3f', 'e', '.3e', 'g', '.3g', '10.1f', '<15.2f', '+.1f', '%', '.1%', '^20', '010.2f', ',', 'f', '.0f', 'E', '015,.2f', '*>12', ' .2f'):
        print(s, f, repr(format(D(s), f)))
for a in ('1.23', '-4.56', '0', '7E+3', '1e-7', '123456789012345678901234567890'):
    for b in ('2', '-0.3', '1E-30', '9999', '0.00'):
        a_, b_ = D(a), D(b)
        for op in ('+', '-', '*', '/', '//', '%', '**', '==', '<', '>='):
            try: r = eval(f'a_ {op} b_'); print(a, op, b, repr(r))
            except Exception as e: print(a, op, b, type(e), e)
for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(r, [str(D(x).quantize(D('0.1'), rounding=r)) for x in ('1.25', '-1.25', '1.35', '1.21', '-1.29', '1.20', '1.05', '2.55')])
for s in ('', ' 1_000.5 ', '+1e5', '.5', '5.', 'e5', '1e', '--1', 'inf', 'sNaN', 'nan123', '1.2.3', '0x1', '٣'):
    try: print(repr(D(s)))
    except Exception as e: print(s, type(e), e)
print(getcontext()); getcontext().clear_flags(); print(D('1.1') == 1.1, D('0.5') == 0.5, hash(D('0.5')) == hash(0.5), D(3) == 3, {D('1.0'): 1}[1], D('1.0').compare(D('1.00')), D('1.0').compare_total(D('1.00')))
print(round(D('2.675'), 2), round(D('2.5')), int(D('-3.9')), float(D('0.1')), D('3.14').as_tuple(), D('-0.0'), D(0.1), D('1e3').to_eng_string(), D('12E+4').to_eng_string(), max(D(1), D(2)), sorted([D(3), D('1.5'), 2]), sum([D('0.1')] * 3), D('7.325').quantize(D('.01'), ROUND_DOWN))
with localcontext() as ctx:
    ctx.prec = 5; ctx.rounding = ROUND_UP
    print(D(1) / 3, ctx.divide(D(2), D(3)), +D('1.234567'))
print(D(1) / 3)
for e in ('D(1)/0', 'D(0)/0', 'D("x")', 'D(1)%0', 'D(1)//0', 'D(-1).sqrt()', 'D("1")+1.5', 'D([1])', 'D({})', 'D("inf")-D("inf")', 'int(D("nan"))', 'D(0).ln()', 'D(-1).ln()', 'D("1e999999")*10', 'D(10)**9999999', 'D("NaN") < 1', 'D(0)**0', 'D("123456789")**99999999', 'D("1e400") .quantize(D("0.1"))', 'D(1).foo', 'getcontext().foo'):
    try: print(e, repr(eval(e)))
    except Exception as x: print(e, type(x), x)
from fractions import Fraction
print(D('0.5') == Fraction(1, 2), D('0.3') < Fraction(1, 3), Fraction(D('0.25')), D(5).is_zero(), D('1.5').to_integral_value(), D('2.5').to_integral_value(ROUND_HALF_UP), D('12.5').as_integer_ratio(), D('-1.5').copy_sign(D(2)), D('1.5').adjusted(), D(2).fma(3, 4), D('10').remainder_near(6), D(1).next_plus(), D(1).next_minus(), D('123').scaleb(2), D('1.00').same_quantum(D('2.34')), D('NaN').is_nan(), abs(D('-3')), D('1.5').number_class(), +D('-0'), bool(D('0.0')))
import threading
def t(): print(getcontext().prec)
getcontext().prec = 7
th = threading.Thread(target=t); th.start(); th.join()
import pickle, copy, math
print(pickle.loads(pickle.dumps(D('1.5'))), copy.deepcopy(D('2.5')), math.floor(D('1.5')), math.ceil(D('1.5')), math.trunc(D('-1.5')), math.sqrt(D(4)), str(D('1E-10')), D('1E+2') + 1, D('0.1') * 3, D('100').normalize(), isinstance(D(1), __import__('numbers').Number), f'{D("3.14159"):.3}', '%.2f' % D('2.345'), '%s' % D('2.50'), D.from_float(2.5), D((1, (1, 2, 3), -2)))
