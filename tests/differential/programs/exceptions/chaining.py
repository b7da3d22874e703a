# SPDX-License-Identifier: MIT
def a():
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError('bad') from e
def b():
    try: {}['k']
    except KeyError: int('x')
def c():
    try: [][1]
    except IndexError: raise RuntimeError('hidden') from None
for f in (a, b, c):
    try: f()
    except Exception as e: print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
e = ValueError('v'); e.add_note('note 1'); e.add_note('note\n2'); print(e.__notes__)
class MyError(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
    def __str__(self): return f'[{self.code}] {super().__str__()}'
try: raise MyError(5, 'oops')
except MyError as m: print(m, m.args, m.code, repr(m))
def deep():
    try: a()
    except ValueError as err:
        err.add_note('seen in deep')
        raise MyError(1, 'outer') from err
deep()
