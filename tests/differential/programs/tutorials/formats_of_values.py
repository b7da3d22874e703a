# SPDX-License-Identifier: MIT
for spec in ["", "d", "5d", "<5d", ">5", "^5", "05", "+", "-", " ", "+05d", "x", "#x", "#X", "08b", "#010b", "o", "#o", "c", "e", ".2e", "f", ".1f", "g", "G", "n", "%", ".1%", ",", "_", "_x", "#_b", "_b", "*^10", "=+7", "0=7", "E", "F", ">+9,.2f", "010,", "$>5"]:
    try: print(repr(spec), [f"{65:{spec}}", f"{1234567:{spec}}", format(-42, spec) if spec != 'c' else ''])
    except Exception as e: print(repr(spec), e)
for spec in ["", "f", ".0f", ".3f", "10.2f", "<10.2f|", "^+10.1f", "e", ".3e", "E", "g", ".3g", ".10g", "G", "%", ".2%", ",", ",.2f", "_.1f", "n", "08.3f", "+.1f", " .2f", "#.0f", "#g", "d", "s", "z.1f", "*>12.4f"]:
    for v in (3.14159, -0.04, 1234567.891, 1e20, 1e-7, float("inf"), float("nan"), 0.0):
        try: print(spec, v, f"{v:{spec}}", end="; ")
        except Exception as e: print(repr(spec), e, end="; ")
    print()
for spec in ["", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "-^5.3s", "=10", "+", ",", "05", "d"]:
    try: print(repr(spec), repr(f"{'hello':{spec}}"))
    except Exception as e: print(repr(spec), e)
import datetime
d = datetime.datetime(2024, 3, 5, 14, 7, 9, 123)
print(f"{d:%Y-%m-%d %H:%M} {d!r} {d!s:>30} {d:%B %d, %Y}"); name = "x"; w = 8; p = 2
print(f"{name=} {name!r:>5} {w*2=} {3.14159:{w}.{p}f} {{}} {'nested ' + f'{w}'} {name = } {w=:>5} {name=!s:*^7} {[1,2]!r:>8} {(1, 2)} {None} {True:d} {True} {1+2j:.1f} {b'x'!r}")
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%e|%.3e|%g|%f|%.2f|%10.3f|%-10.2f|%s|%r|%a|%c|%c|%%|%5s|%-5s|%.2s|%i|%u" % (42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 12345.678, 12345.678, 1e10, 1.5, 2.345, 3.14159, 2.5, "s", "r", "é", "c", 65, "ab", "ab", "abc", 3.9, 7))
print("%(a)s %(b)05.1f %(a)r" % {"a": 1, "b": 2.25}, "%*d %-*d| %.*f" % (5, 3, 5, 3, 2, 3.14159), "%s" % [1], "%s %s" % ("a", None), "%5.1f%%" % 99.5)
print("{0} {1} {0}".format("a", "b"), "{x} {y!r:>5}".format(x=1, y="q"), "{:>{w}}".format("a", w=4), "{0[0]} {1.real} {2[k]}".format([1], 5, {"k": "v"}), "{:,} {:_} {:e} {:.0%}".format(10**6, 10**6, 1.5, .25), "{{}}".format(), "{!s} {!r} {!a}".format("é", "é", "é"), "{:<5}|{:^5}|{:>5}".format("l", "c", "r"), "{:%Y}".format(d), "{a[0]}".format_map({"a": [9]}))
class M:
    def __format__(s, spec): return f"M<{spec}>"
    def __repr__(s): return "M()"
print(f"{M()} {M():abc} {M()!r:>5} {M()=}", format(M(), "z"))
class D(dict):
    def __missing__(s, k): return "{" + k + "}"
print("{a} {b}".format_map(D(a=1)), f"{'a' 'b'}", f'{"quoted"}', f"""multi
{w}""", rf"\d{w}", f"\t{w}\x41\u00e9")
for row in [("Name", "Qty", "Price"), ("apple", 3, 1.5), ("banana", 10, .25)]:
    print("{:<10}|{:>5}|{:>8}".format(*row))
print("-" * 20, "=" * 5 + ">", "ab" * 0 + "|"); print(f"{10**30:,} {-1234.5:>+12,.1f} {1e100:.3g} {123456789.0:g} {0.00001:g} {100000:g} {1e16} {123456789012345680.0} {1.0} {1e22} {0.1+0.2:.17f} {5e-324}")
print(str(1.0), repr(0.1), 1e15, 1e16, 1.5e-5, 0.0001, 100.0, -0.0, 1/3, 2/3*100, 1e300*1e10)
try: f"{1:{'q'}}"
except ValueError as e: print(e)
try: print(f"{undefined!r}")
except NameError as e: print(e)
