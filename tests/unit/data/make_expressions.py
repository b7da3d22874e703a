# SPDX-License-Identifier: MIT
"""Writes the tables of expressions that the tests of numbers and text evaluate.

Run with CPython 3.11 and PYTHONHASHSEED=0 in this folder; each table has a line for each expression: its
source, a tab, and ascii() of its value or the exception it raises.
"""
import random
import sys

assert sys.version_info[:2] == (3, 11)


def outcome(source):
    try:
        return ascii(eval(source, {}))
    except Exception as error:
        return f"{type(error).__name__}: {ascii(str(error))}"


def write(name, sources):
    with open(name, "w", encoding="utf-8") as table:
        for source in dict.fromkeys(sources):
            assert "\t" not in source and "\n" not in source, source
            table.write(f"{source}\t{outcome(source)}\n")


rng = random.Random(7)


def some_ints():
    numbers = [0, 1, -1, 2, -2, 3, 7, 10, -10, 255, 256, 2**31, -2**31, 2**53, 2**53 + 1, 2**61 - 1,
               2**62 - 1, 2**62, -2**62, -2**62 - 1, 2**63 - 1, 2**63, -2**63, 2**64, 2**64 - 1, 10**18,
               10**19, 10**40, -10**40, 3**200, 2**1000]
    for bits in (5, 20, 60, 62, 63, 64, 65, 100, 127, 128, 129, 300):
        numbers.append(rng.getrandbits(bits) * rng.choice((1, -1)))
    return numbers


def int_expressions():
    ints = some_ints()
    operators = ["+", "-", "*", "//", "%", "/", "&", "|", "^", "<", "==", ">="]
    for a in ints:
        for name in ("-a", "~a", "abs(a)", "a.bit_length()", "a.bit_count()", "hash(a)", "str(a)", "hex(a)",
                     "oct(a)", "bin(a)", "bool(a)", "float(a)", "a.as_integer_ratio()",
                     "a.to_bytes(300, 'big', signed=True).lstrip(b'\\0')",
                     "int.from_bytes(a.to_bytes(300, 'little', signed=True), 'little', signed=True) == a",
                     "round(a, -1)", "round(a, -3)", "round(a, -20)", "round(a, 2)"):
            yield f"(lambda a: {name})({a})"
        for b in rng.sample(ints, 4):
            for op in rng.sample(operators, 8):
                yield f"(lambda a, b: a {op} b)({a}, {b})"
            yield f"(lambda a, b: divmod(a, b))({a}, {b})"
        for b in rng.sample((0, 1, 3, 61, 62, 63, 64, 65, 200, -1), 6):
            yield f"(lambda a, b: a << b)({a}, {b})"
            yield f"(lambda a, b: a >> b)({a}, {b})"
        for b in (0, 1, 2, 3, 5, 17):
            yield f"(lambda a, b: hash(a ** b))({a}, {b})"
        for m in (1, 2, 7, -7, 2**61 - 1, 2**64, 10**40 + 1):
            yield f"pow({a}, 5, {m})"
            yield f"pow({a}, {abs(a) >> 3}, {m})"
            yield f"pow({a}, -1, {m})"
        for f in (0.0, 1.5, -0.5, 1e30, -1e30, float(2**62), float(2**63), 9007199254740992.0):
            yield f"(lambda a, b: (a < b, a == b, a > b))({a}, {f})"
            yield f"(lambda a, b: (b < a, b == a, b >= a))({a}, {f})"
    # Numbers of thousands of limbs, where products and quotients are cut up.
    for size in (3000, 12287, 12289, 40000, 200001):
        a, b = rng.getrandbits(size), rng.getrandbits(size // 2 + 17)
        seeds = f"(lambda a, b: X)((3**{size // 2} + {a % 10**9}), (7**{size // 6} + {b % 10**9}))"
        for body in ("hash(a * b)", "hash(a // b)", "hash(a % b)", "hash(a * a)", "a * b // b == a",
                     "divmod(-a, b)[0] * b + divmod(-a, b)[1] == -a", "hash(a & -b)", "hash(a | -b)",
                     "hash(-a ^ b)", "hash(a << 1001)", "hash(-a >> 1001)", "(a - b).bit_length()",
                     "a / b if a < b << 1000 else 0", "hash(pow(a, 65537, b)) if b < 1 << 3000 else 0"):
            yield seeds.replace("X", body)
    for digits in (18, 19, 20, 100, 1023, 1024, 1025, 2048, 2049, 4299, 4300, 4301, 9000):
        yield f"hash(int('7' * {digits}))"
        yield f"hash(str(10**{digits} - 1))"
        yield f"len(str(10**{digits - 1}))"
        yield f"str(7**{digits})[:40]"
        yield f"hash(int('f' * {digits}, 16))"
        yield f"hash(int('z1' * {digits // 2}, 36))"
        yield f"hash(hex(3**{digits}))"
        yield f"hash(oct(-3**{digits}))"
    texts = ["", " ", "0", "-0", "+5", "--5", "12_3", "1__2", "_1", "1_", "0x1f", "0X1F", "0b101", "0o17", "0x", "0x_1",
             "0_7", "00", "007", " 12 ", "1 2", "12\\x0012", "\\u0661\\u0662", "\\uff11", "\\xa012", "1e5", "1.0", "z", "Zz",
             "\\u2003 9", "+ 5", "-0x1f", "0b2", "0xg", "9" * 30, "-" + "9" * 30, "\\U0001d7d8", "x" * 300]
    for text in texts:
        yield f"int('{text}')"
        for base in (0, 2, 8, 10, 16, 36):
            yield f"int('{text}', {base})"
    yield from ["int(b'12')", "int(b'\\xff')", "int(None)", "int('1', 1)", "int(1, 2)", "int(base=2)", "int([])",
                "int('1', base='a')", "int(1.5, 1, 2)", "int(x=1)", "int(float('nan'))", "int(float('inf'))", "int(1e30)",
                "int(-1.9)", "int(True)", "int('12', base=8)", "int(1e18)", "int(-1e19)", "(5).to_bytes(1, 'big')",
                "(256).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')", "(5).to_bytes()", "(5).to_bytes(-1, 'big')",
                "(5).to_bytes(1, 'foo')", "(128).to_bytes(1, 'big', signed=True)", "(-128).to_bytes(1, 'big', signed=True)",
                "(-129).to_bytes(1, 'big', signed=True)", "(0).to_bytes(0, 'big')", "(2**63).to_bytes(8, 'little')",
                "int.from_bytes(b'ab', 'big')", "int.from_bytes([1, 2], 'little')", "int.from_bytes('ab', 'big')",
                "int.from_bytes(b'', 'big')", "int.from_bytes(b'\\xff' * 9, 'big', signed=True)",
                "(5).real, (5).imag, (5).numerator, (5).denominator", "True + True", "True & False", "True & 1", "True ^ True",
                "False | True", "~True", "-True", "True << 3", "str(True)", "repr(False)", "True == 1", "hash(True)",
                "(lambda a: 1 << a)(1 << 70)", "(lambda a: 0 << a)(1 << 70)", "(lambda a: -1 >> a)(1 << 70)",
                "(lambda a, b: a ** b)(2, -1)", "(lambda a, b: a ** b)(0, -1)", "(lambda a, b: a ** b)(-2, -3)",
                "(lambda a: a // 0)(1)", "(lambda a: a % 0)(1)", "(lambda a: a / 0)(1)", "divmod(1, 0)", "pow(2, 3, 0)",
                "bool(1, 2)", "bool('')", "bool(x=1)", "(lambda a, b: a / b)(10**400, 3)", "(lambda a, b: a / b)(10**400, 10**399)",
                "(lambda a, b: a / b)(3, 10**400)", "(lambda a, b: a / b)(1, 2**1074)", "(lambda a, b: a / b)(1, 2**1075)",
                "(lambda a, b: a / b)(3, 2**1075)", "(lambda a, b: a / b)(-(2**1100 + 1), 2**77)", "float(10**400)",
                "(lambda a, b: a * b)(10**400, 1.0)", "(lambda a, b: a < b)(10**400, 1e308)", "round(15, -1)", "round(25, -1)",
                "round(-15, -1)", "round(5, 'a')", "round(10**50 + 5 * 10**20, -21)", "(10**25).__format__('')"]
    for _ in range(60):
        a, b = rng.getrandbits(rng.randrange(1, 1200)), rng.getrandbits(rng.randrange(1, 1200)) + 1
        yield f"(lambda a, b: a / b)({hex(a)}, {hex(b)})"
    for _ in range(60):
        a = rng.getrandbits(rng.randrange(50, 1100))
        yield f"float({hex(a)})"


def some_floats():
    numbers = ["0.0", "-0.0", "1.0", "-1.0", "0.1", "0.5", "1.5", "2.5", "-2.5", "1e16", "1e15", "9999999999999998.0", "1e-4",
               "1e-5", "0.00012345", "123456789.123456789", "1e22", "1e23", "1e100", "-1e-100", "5e-324", "1.7976931348623157e308",
               "2.2250738585072014e-308", "1/3", "2/3", "100.0", "1e300*1e10", "-(1e300*1e10)", "(1e300*1e10)*0", "4.35", "2.675",
               "1.005", "0.045", "1e21", "12345678901234567890.0", "0.3", "7.0", "1234.5", "99999.95", "0.000099999"]
    for _ in range(8):
        numbers.append(repr(rng.uniform(-1, 1) * 10.0 ** rng.randrange(-30, 30)))
    return numbers


def float_expressions():
    floats = some_floats()
    for a in floats:
        for body in ("a", "str(a)", "hash(a) if a == a else 0", "a.hex()", "float.fromhex(a.hex()) == a", "int(a)", "round(a)",
                     "round(a, 1)", "round(a, 2)", "round(a, 15)", "round(a, -1)", "round(a, -2)", "round(a, 400)",
                     "round(a, -400)", "a.is_integer()", "a.as_integer_ratio()", "-a", "abs(a)", "bool(a)", "a.__floor__()",
                     "a.__ceil__()", "a.__trunc__()", "(a.real, a.imag, a.conjugate())"):
            yield f"(lambda a: {body})({a})"
        for b in rng.sample(floats, 3) + rng.sample(["0", "3", "-7", "2**70", "True"], 2):
            for op in rng.sample(("+", "-", "*", "/", "//", "%", "<", "<=", "==", "!="), 6):
                yield f"(lambda a, b: a {op} b)({a}, {b})"
                yield f"(lambda a, b: b {op} a)({a}, {b})"
            yield f"divmod({a}, {b})"
        for b in ("2", "0", "-1", "3.0"):
            yield f"(lambda a, b: a ** b)({a}, {b})"
    texts = ["", " ", "abc", "1", " 1.5 ", "1_0.5", "1_", "_1", "1._5", "1_.5", "1e1_0", ".5", "5.", ".", "e5", "1e", "1e+", "1e-5", "inf",
             "-Infinity", "nan", "+NaN", "infin", "1e400", "-1e400", "1e-400", "0e999999999999999999999", "1e999999999999999999999",
             "1e-999999999999999999999", "0x1p3", "1 2", "1\\x00", "\\u0661.\\u0665", "\\xa01.5", "1d5", "--1", "0.1e1", "123" * 40,
             "0." + "0" * 400 + "1", "1" + "0" * 400, "0." + "0" * 300 + "12345", "179769313486231580793e289", "4.9e-324", "2.4e-324"]
    for text in texts:
        yield f"float('{text}')"
    hexes = ["0x1p3", "1p3", "0x.8", "0x8.", "0x", "", "inf", "-nan", "0x1.8p-1074", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1p1024",
             "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x1p99999", "0x1p-99999", " 0x1.5 ", "0x1.00000000000008p0",
             "0x1.00000000000018p0", "0x1.000000000000081p0", "zz", "0x1p", "0x1p+", "0x1.2.3", "1g", "0x123456789abcdef0123456789p-50"]
    for text in hexes:
        yield f"float.fromhex('{text}')"
    yield from ["float(None)", "float([])", "float(b'1.5')", "float(1, 2)", "float(x=1)", "float()", "float(b'x')",
                "(lambda a, b: a ** b)(10.0, 400)", "(lambda a, b: a ** b)(0.0, -1)", "(lambda a, b: a ** b)(-0.0, -1.0)",
                "(lambda a, b: a ** b)(2.0, 10**400)", "(lambda a: a / 0)(1.0)", "(lambda a: a // 0)(1.0)", "(lambda a: a % 0)(1.0)",
                "divmod(1.0, 0)", "float('inf').as_integer_ratio()", "float('nan').as_integer_ratio()", "round(1.5, 'a')",
                "round(1e308, -308)", "round(1.7976931348623157e308, -308)", "hash(2.0**70) == hash(2**70)", "hash(0.5)",
                "float.fromhex(5)", "(lambda a, b: a == b)(float('nan'), float('nan'))", "float('nan') != 1", "1 < float('nan')"]


def format_expressions():
    specs = ["", "d", "5", "<5", ">5", "^5", "=5", "*^9", "05", "+", " ", "-", "+d", " d", "#x", "#X", "#o", "#b", "x", "X", "o", "b", "c",
             "n", ",", "_", ",d", "_x", "_b", ",x", "_o", "_,", ",_", ",,", "e", "E", "f", "F", "g", "G", "%", ".2f", ".0f", "#.0f", ".3e",
             "#.3g", ".3g", ".10", ".0", ".1", "10.3f", "<10.3f", "^+12.2e", "=+12.2e", "012.3f", "012,.2f", "015,", "016,", "017,",
             "018_", "#015_x", "#020_b", "08,.1f", ".3%", "010", "0=10", "x<010", "zz", "z.1f", "z", "zd", "s", "5s", ".2s", ".2", "5.", ".",
             "99999999999999999999", ".99999999999999999999", "q", "\\u0400", "\\x07", "<<<", "abc", "10d10", "{<5", "\\xe9>7", "\\u4e2d^9",
             "\\u4e2d=9d", "+c", "#c", ",c", "5c", "<5c", "^6c", ".3", ".3d", " 05", "+#012x", "#,.3f", "_.2e", ",g", ",%", ",n", ",s", "_s", "=5s",
             "+s", " s", "#s", "zs", "^05", "+.1", "g", "#g", "#", "#.1", "09.1e", "+010,", "_.3", ".50f", ".30e", "1000.2"]
    values = ["5", "-5", "0", "255", "-255", "65", "1234567", "-1234567890", "10**20", "0x110000", "True", "1.5", "-1.5", "0.0", "-0.0",
              "-0.04", "1234567.891", "1e22", "1e-7", "float('nan')", "float('inf')", "float('-inf')", "100.0", "0.00012345", "'abc'",
              "''", "'\\xe9\\u4e2d'", "12345678901234567890.0", "0.5", "2.5", "1e16", "123456.0"]
    for value in values:
        for spec in rng.sample(specs, 60):
            yield f"format({value}, '{spec}')"
    yield from ["format([], 'd')", "format(None, '5')", "format(5, 5)", "format(None)", "format([1])", "format(10**400, 'f')",
                "format(10**400, 'e')", "format(1.0, '.2147483648f')"]
    templates = ["{", "}", "{0", "{!", "{!r", "{!rr}", "{!x}", "{!\\u0400}", "{:{", "{:{}", "{:{}}", "{:{:{}}}", "{} {0}", "{0} {}", "{5}", "{}",
                 "{a}", "{0.a}", "{0[a]}", "{0[1]}", "{0.}", "{0[}", "{0[]}", "{0[1]x}", "{a{b}}", "{[0]}", "{.real}", "{99999999999999999999}",
                 "{0[99999999999999999999]}", "{:>{w}}", "{a!r:>5}", "{-1}", "{ 0}", "{0 }", "{!r:}", "{0!r }", "{:}}", "{{}}", "{{{}}}", "{}}",
                 "a{", "{0!s}{0!r}{0!a}", "{0:5}{1:<5}|{2:^7}", "{}{}{}", "{0.real.imag}", "{a[0][1]}", "{0:{1}{2}}", "{:{}{}}", "x{{y}}z",
                 "{!a}", "{0!a:>10}", "{w:{w}}", "{0[-1]}", "{a.b.c}", "{\\u0661}", "{0:{{}}}", "{:\\u4e2d^9}", "{a[]]}", "{a[b]c}", "{0[0].real}"]
    calls = ["()", "(1)", "(1, 2, 3)", "('x', 5, 3, a='y', w=7)", "([1, 'b'], a=[[5, 6]])", "({'a': 1, '-1': 2}, 'é')", "(1.5, '>', 9)"]
    for template in templates:
        for call in calls:
            yield f"'{template}'.format{call}"
        yield f"'{template}'.format_map({{'a': 1, 'w': 6, '0': 2}})"
    yield from ["f'{5:>{6}}'", "f'{\"x\"!r:^7}'", "f'{1.5:.3f}{None}{[1]!s}'", "'{}'.format_map(5)", "'{a}'.format_map([])"]


def percent_expressions():
    conversions = ["d", "i", "u", "x", "X", "o", "e", "E", "f", "F", "g", "G", "c", "s", "r", "a", "y", "%", "z", "\\u0400"]
    flags = ["", "5", "-5", "05", "+", " ", "#", ".3", "10.4", "-10.4", "+08.2", "#.0", "l", "-+ #08.3", "*", ".*", "hl", "08"]
    values = ["5", "-5", "255", "10**25", "1.5", "-0.0", "1e100", "'a'", "'abc'", "None", "float('inf')", "float('nan')", "True", "'\\xe9'",
              "(7, 3)", "()", "[1]", "{'a': 1}", "300", "-1", "0x110000", "b'x'", "(5, 'ab')", "(-5, 2.25)", "(2, 2, 2)"]
    for flag in flags:
        for conversion in conversions:
            for value in rng.sample(values, 7):
                yield f"'%{flag}{conversion}|' % {value}" if not value.startswith("-") else f"'%{flag}{conversion}|' % ({value})"
    yield from ["'%' % ()", "'%(a' % {}", "'%(a)s' % {}", "'%(a)s' % (1,)", "'%(a)s' % 5", "'%*d' % ('a', 1)", "'%-*d|' % (5, 1)",
                "'%.*f' % (2, 3.14159)", "'%*d' % (-5, 1)", "'%99999999999999999999d' % 1", "'%.99999999999999999999d' % 1", "'a' % 1",
                "'a' % ()", "'a' % {}", "'a' % [1]", "'a' % 'b'", "'%s %s' % 1", "'%s %s' % (1,)", "'%lld' % 5", "'%(a)d %(b)s' % {'a': 1, 'b': 2}",
                "'%(a)s%(b)' % {'a': 1, 'b': 2}", "'%()s' % {'': 3}", "'%(a(b))s' % {'a(b)': 3}", "'%s' % (1, 2)", "'%x' % -255", "'%.' % 1",
                "'%10' % 1", "'%d %s' % {'a': 1}", "'%s' % {'a': 1}", "'%.2147483648f' % 1.0", "'%(a)s %s' % {'a': 1}", "'%%' % ()",
                "'100%%' % ()", "'%s%%' % 5", "'%(a)5.1f|%(a)-8d|' % {'a': 2.5}", "'%s %r' % ('\\u4e2d', '\\u4e2d')", "'%d' % '5'",
                "'%5s|%-5s|' % ('ab', 'cd')", "'%c%c' % ('a', 98)", "'%s' % ((1, 2),)", "'%r' % (None,)", "'%#o %#x' % (8, 255)"]


def str_expressions():
    texts = ["''", "'a'", "'abc'", "'  a b  c '", "'a,b,,c'", "'Hello World'", "'HELLO'", "'hello'", "'\\u4e2d\\u6587 abc'", "'\\xe9\\xc9'",
             "'\\xdf'", "'\\u0130'", "'\\ufb01x'", "'A\\u03a3'", "'\\u03a3A'", "'A\\u03a3 B\\u03a3\\u0301'", "'\\u01c5'", "'\\U0001f600x'", "'12'", "'\\u00b2'",
             "'\\u00bd'", "'\\u4e00'", "'\\u0661'", "'a1_'", "'1a'", "'\\ud800'", "'x\\ny\\r\\nz\\x0bw\\x85v\\u2028'", "'tab\\there\\t'", "'aaaa'", "'it\\'s'",
             "'it\\'s \"q\"'", "'\\\\'", "'\\x7f\\x00\\x1f'", "'\\u200b\\xad\\xa0'", "'+5'", "'-12'", "'they\\'re bill\\'s'", "'\\u1e9e'", "'\\u0345\\u0391'"]
    unary = ["repr(s)", "ascii(s)", "s.upper()", "s.lower()", "s.title()", "s.capitalize()", "s.swapcase()", "s.casefold()", "s.isalpha()",
             "s.isalnum()", "s.isdecimal()", "s.isdigit()", "s.isnumeric()", "s.isspace()", "s.isascii()", "s.isprintable()",
             "s.isidentifier()", "s.islower()", "s.isupper()", "s.istitle()", "s.split()", "s.rsplit()", "s.split(None, 1)", "s.rsplit(None, 1)",
             "s.splitlines()", "s.splitlines(True)", "s.strip()", "s.lstrip()", "s.rstrip()", "s.strip('a ')", "s.center(9)", "s.center(10, '*')",
             "s.ljust(8, '\\u4e2d')", "s.rjust(8)", "s.zfill(6)", "s.expandtabs()", "s.expandtabs(3)", "len(s)", "hash(s)", "s[::-1]", "s[1:3]",
             "s[-2:]", "s[::2]", "s[5:1]", "s * 3", "3 * s", "s * 0", "s * -1", "s + 'x'", "'\\u4e2d' + s", "list(s)", "s.partition(' ')",
             "s.rpartition('a')", "s.replace('a', 'XY')", "s.replace('', '-')", "s.replace('', '-', 2)", "s.replace('a', '', 1)",
             "s.replace('\\u4e2d', 'z')", "s.find('a')", "s.rfind('a')", "s.count('a')", "s.count('')", "s.count('aa')", "s.find('')", "s.rfind('')",
             "s.find('', 99)", "s.find('b', 1, -1)", "s.rfind('b', -3)", "'a' in s", "'' in s", "'\\u4e2d' in s", "s.startswith('a')",
             "s.startswith(('x', 'a'))", "s.startswith('b', 1)", "s.startswith('', 99)", "s.endswith('c')", "s.endswith(('c', 'd'), 0, -1)",
             "s.removeprefix('a')", "s.removesuffix('c')", "s.encode()", "s.encode('latin-1')", "s.encode('ascii', 'replace')",
             "s.encode('ascii', 'ignore')", "s.encode('ascii', 'backslashreplace')", "s.encode('ascii', 'xmlcharrefreplace')", "s.encode('utf-16')",
             "s.encode('utf-32-be')", "s.encode('utf-8', 'surrogatepass')", "s.encode('utf-8', 'replace')", "s.encode('utf-16-le', 'ignore')", "s.join(['1', '2', '3'])", "s.join('xyz')",
             "s.translate({97: 'Q', 98: None, 0x4e2d: 65})", "s.translate(str.maketrans('ab', 'xy', 'c'))", "s.split(',')", "s.split(',', 1)",
             "s.rsplit(',', 1)", "s.rsplit(',')", "s < 'b'", "s >= '\\xe9'", "s == 'abc'", "str(s) is s", "bool(s)", "s.upper().lower()", "max(s, default='')"]
    for text in texts:
        for body in unary:
            yield f"(lambda s: {body})({text})"
    yield from ["'a' + 1", "'a' * 'b'", "'a' * 1.5", "'a'[5]", "'a'['b']", "'a'[1.0]", "'a'[2**70]", "5 in 'a'", "'a'.join([1])", "'a'.join(5)", "'a'.join(['b', 1])",
                "'a'.split('')", "'a'.split(1)", "'a'.partition('')", "'a'.partition(1)", "'a'.replace(1, 2)", "'a'.replace('a', 2)", "'a'.replace('a')",
                "'a'.startswith(1)", "'a'.startswith((1,))", "'a'.startswith()", "'a'.find()", "'a'.center(5, 'ab')", "'a'.center(5, 1)", "'a'.zfill('b')",
                "'a'.find(1)", "'a'.index('b')", "'a'.rindex('b')", "'a'.count(1)", "'a'.find('a', 'b')", "'a'.translate(5)", "str.maketrans('a', 'bc')",
                "str.maketrans('a')", "str.maketrans({'ab': 1})", "str.maketrans(1, 2)", "str.maketrans({'a': 'b', 99: 'd'})", "str.maketrans({1.5: 2})",
                "'a'.translate({97: 1114112})", "'a'.translate({97: 1.5})", "'abc'.translate(['x'] * 98)", "'a'.encode('foo')", "'\\u1234'.encode('ascii')", "'\\u1234\\u1234x'.encode('ascii')",
                "'x\\u1234\\u1234'.encode('latin-1')", "'\\ud800'.encode()", "'a'.encode('utf-8', 'foo')", "'\\ud800'.encode('utf-8', 'foo')",
                "'\\udc80a'.encode('utf-8', 'surrogateescape')", "str(b'a', 'utf-8')", "str(b'a')", "str(1, 'utf-8')", "str('a', 'utf-8')", "str(b'a', 1)",
                "str(object=1)", "str()", "str(1, 2, 3, 4)", "str(x=1)", "str(b'\\xff', errors='replace')", "'a' < 1", "'abc' * 2**62", "'abc' * 2**70", "'a'.expandtabs('b')",
                "'a'.removeprefix(1)", "'abc'.split(maxsplit='a')", "'a'.strip(1)", "'a b c'.split(maxsplit=1)", "'a'.splitlines(keepends=True)",
                "'a'.upper(1)", "str.upper(5)", "str.upper()", "'a'.format_map()", "'abc'.count('b', 1, 2)", "'x'.__getnewargs__()", "iter('ab').__length_hint__()",
                "('ab' * 1000).find('ba' * 400 + 'x')", "('ab' * 1000 + 'x').find('ab' * 400 + 'x')", "('a' * 5000 + 'b').find('a' * 2000 + 'b')",
                "('\\u4e2d' * 5000 + 'b').find('\\u4e2d' * 2000 + 'b')", "('a' * 3000).rfind('b' + 'a' * 1000)", "hash('a' * 100000)", "('xy' * 70000).count('yx')",
                "len(('xy' * 70000).replace('y', '\\u4e2d'))", "hash('ab' * 200000 + '\\u4e2d')", "('a' * 100000 + 'b').index('ab')", "len('a,' * 50000) == len(','.join('a' * 50000)) + 1",
                "('abc' * 1000)[::7][5]", "'\\u4e2dabc'[1:].isascii()", "hash('\\u4e2dabc'[1:]) == hash('abc')", "('\\u4e2d' + 'abc')[1:] == 'abc'",
                "'\\u4e2dabc'.replace('\\u4e2d', '') == 'abc'", "'a\\u4e2d'.strip('\\u4e2d') == 'a'", "{'\\u4e2dabc'.split('\\u4e2d')[1]: 1}['abc']"]
    for _ in range(200):
        points = [rng.choice((rng.randrange(0x80), rng.randrange(0x250), rng.randrange(0x3000), rng.randrange(0x20000))) for _ in range(6)]
        text = "".join(f"\\U{p:08x}" for p in points)
        yield (f"(lambda s: (s.upper(), s.lower(), s.title(), s.casefold(), s.swapcase(), s.isalpha(), s.isprintable(), s.isidentifier(), "
               f"repr(s), hash(s), s.split(), s.isalnum(), s.istitle()))('{text}')")


def bytes_expressions():
    texts = ["b''", "b'a'", "b'abc'", "b' a b  c '", "b'a,b,,c'", "b'Hello World'", "b'\\xff\\x00x'", "b'x\\ny\\r\\nz'", "b'aaaa'", "b'it\\'s'", "b'-12'", "b'\\t.\\t'", "b'HELLO'"]
    unary = ["repr(s)", "s.upper()", "s.lower()", "s.title()", "s.capitalize()", "s.swapcase()", "s.isalpha()", "s.isalnum()", "s.isdigit()", "s.isspace()", "s.isascii()",
             "s.islower()", "s.isupper()", "s.istitle()", "s.split()", "s.rsplit(None, 1)", "s.split(b',')", "s.rsplit(b',', 1)", "s.splitlines()", "s.splitlines(True)", "s.strip()",
             "s.lstrip(b'a ')", "s.rstrip()", "s.center(9)", "s.center(10, b'*')", "s.ljust(8)", "s.rjust(8, b'.')", "s.zfill(6)", "s.expandtabs(3)", "len(s)", "s[::-1]",
             "s[1:3]", "s[-2:]", "s * 3", "3 * s", "s + b'x'", "s + bytearray(b'x')", "list(s)", "s.partition(b' ')", "s.rpartition(b'a')", "s.replace(b'a', b'XY')",
             "s.replace(b'', b'-')", "s.replace(b'a', b'', 1)", "s.find(b'a')", "s.find(97)", "s.rfind(b'')", "s.count(b'a')", "s.count(b'')", "s.count(98)", "b'a' in s", "97 in s",
             "s.startswith(b'a')", "s.startswith((b'x', b'a'))", "s.endswith(b'c', 0, -1)", "s.removeprefix(b'a')", "s.removesuffix(b'c')", "s.decode('latin-1')",
             "s.decode()", "s.decode('utf-8', 'replace')", "s.decode('ascii', 'ignore')", "s.decode('ascii', 'backslashreplace')", "s.hex()", "s.hex(':')", "s.hex('-', 2)", "s.hex('-', -2)",
             "s.join([b'1', b'2'])", "s.translate(None, b'a')", "s.translate(bytes.maketrans(b'ab', b'xy'))", "s < b'b'", "s == b'abc'", "s == bytearray(b'abc')", "s == 'abc'", "bool(s)",
             "bytes(s)", "bytearray(s)", "int.from_bytes(s, 'big')"]
    for text in texts:
        for body in unary:
            yield f"(lambda s: {body})({text})"
            yield f"(lambda s: {body})(bytearray({text}))"
        yield f"hash({text})"
    yield from BYTES_CALLS
    rng_bytes = [bytes(rng.randrange(0x70, 0x100) for _ in range(7)) for _ in range(60)]
    for content in rng_bytes + [b"\xf0\x80\x80\x80", b"\xe1\x80", b"\xe1\x80a", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3(", b"\xf0\x9f\x98\x80", b"\xc0\x80"]:
        yield f"{content!r}.decode()"
        for handler in ("replace", "ignore", "backslashreplace", "surrogateescape", "surrogatepass"):
            yield f"{content!r}.decode('utf-8', '{handler}')"
        yield f"{content!r}.decode('utf-16-le', 'replace')"
        yield f"{content!r}.decode('utf-32')"


BYTES_CALLS = [
    'bytearray(1.5)',
    'bytearray([256])',
    "bytearray(['a'])",
    'bytearray(-1)',
    'bytearray(10**30)',
    "bytearray('a','foo')",
    "bytearray(b'abc')",
    'bytearray(b"a\'b")',
    'b"a\'b"',
    'b"a\'b\\""',
    "bytes(b'a','utf-8')",
    "bytes(1,'utf-8')",
    "bytes('a',1)",
    "bytes(encoding='utf-8')",
    "bytes(source='a')",
    "bytes('a',errors='strict')",
    'bytes(1,2,3,4)',
    'bytes(foo=1)',
    "b'a'.split(b'')",
    "b'a'.split('a')",
    "b'a b'.split()",
    "b'a'.strip('a')",
    "b'a'.replace('a','b')",
    "b'a'.startswith('a')",
    "b'a'.startswith(('a',))",
    "b'a'.center(5,'b')",
    "b'a'.center(5,b'bc')",
    "b'a'.partition(b'')",
    "b'a'.partition('a')",
    "b'a'.join(5)",
    "b'a'.translate(b'')",
    "b'a'.translate(None,b'a')",
    "bytes.maketrans(b'a',b'bc')",
    "b'abc'.hex(':',2)",
    "b'abc'.hex(':',-2)",
    "b'abc'.hex('::')",
    "b'abc'.hex(5)",
    "bytes.fromhex('61 62\\n63')",
    "bytes.fromhex('6 1')",
    'bytes.fromhex(5)',
    "b'a'*'b'",
    "b'a'*1.5",
    "b'a'+1",
    "bytearray(b'a')+1",
    "bytearray(b'a')+b'b'",
    "b'a'+bytearray(b'b')",
    "b'a'<1",
    "b'a'==bytearray(b'a')",
    "b'a'<bytearray(b'b')",
    "b'a'=='a'",
    "bytearray(b'abc')[1:2]",
    "bytearray(b'abc')['a']",
    "bytearray(b'abc').__setitem__(0,'a')",
    "bytearray(b'abc').__setitem__(0,300)",
    "bytearray(b'abc').__setitem__(10,1)",
    "bytearray(b'abc').__setitem__('a',1)",
    "bytearray(b'abc').__setitem__(slice(0,1),'a')",
    "bytearray(b'abc').__setitem__(slice(0,1),5)",
    "bytearray(b'abc').__setitem__(slice(0,3,2),b'xyz')",
    "bytearray(b'abc').__delitem__(10)",
    "bytearray(b'abc').extend('a')",
    "bytearray(b'abc').extend([1,'a'])",
    "bytearray(b'abc').extend(5)",
    "bytearray(b'abc').insert(0,'a')",
    "bytearray(b'abc').pop(10)",
    "bytearray(b'abc').__iadd__('a')",
    "bytearray(b'abc').__iadd__([1])",
    'hash(bytearray())',
    "b'abc'.find(256)",
    "b'abc'.find(98)",
    "b'abc'.index(b'x')",
    "b'abc'.rindex(b'x')",
    "b'abc'.count('a')",
    "b'abc'.rfind(b'c',0,2)",
    "b''.join([b'a',1])",
    "b'a\\nb\\r\\nc'.splitlines()",
    "b'a\\x0bb'.splitlines()",
    "b'Hello World'.title()",
    "b'a'.isupper()",
    "b'ab'.zfill(5)",
    "b'-ab'.zfill(5)",
    "b'a\\tb'.expandtabs(4)",
    "list(b'ab')",
    'bytes(range(3))',
    'bytes([True])',
    "str(b'a')",
    "format(b'a','5')",
    "format(b'a','')",
    "b'a'.decode('foo')",
    "b'a'.decode(errors='foo')",
    "bytes(b'abc')[::-1]",
    "b'a' in b'abc'",
    "97 in b'abc'",
    "1.5 in b'abc'",
    "bytearray(b'abc').remove('a')",
    "bytearray(b'abc').remove(300)",
    "b'abc'.removeprefix('a')",
    "b'abc'.removeprefix(b'a')",
    "bytearray(b'x').decode()",
    "b'abc'.ljust(5)",
    'bytes(5.0)',
    "b'\\x00\\x7f\\x80\\xff\\t\\n\\r\\\\'",
    'int.from_bytes(b\'\',"big")',
    "b'abc'.endswith((b'c',b'd'))",
    "b'a,b,c'.rsplit(b',',1)",
    "b' a  b '.rsplit(None,1)",
    "b'abab'.replace(b'ab',b'c',1)",
    "b'ab'.replace(b'',b'-')",
    "b'a'.islower()",
    "b'AbC'.swapcase()",
    "b'aBC'.capitalize()",
    "b'abc'.isalnum()",
]

write("int.tsv", int_expressions())
write("float.tsv", float_expressions())
write("format.tsv", format_expressions())
write("percent.tsv", percent_expressions())
write("str.tsv", str_expressions())
write("bytes.tsv", bytes_expressions())
