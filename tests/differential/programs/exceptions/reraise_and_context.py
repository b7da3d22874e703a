# SPDX-License-Identifier: MIT
import traceback
def low(): raise KeyError('low')
def mid():
    try: low()
    except KeyError as e: raise ValueError('mid') from e
try: mid()
except ValueError as e:
    print(repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__, e.__traceback__.tb_lineno, e.__traceback__.tb_next.tb_frame.f_code.co_name)
    err = e
try: e
except NameError as n: print(n)
try: raise err.with_traceback(None)
except ValueError as e2: print(e2 is err, traceback.extract_tb(e2.__traceback__)[0].name)
try:
    try: 1 / 0
    except ZeroDivisionError: raise
except ZeroDivisionError as z: print(z.__context__, [f.name for f in traceback.extract_tb(z.__traceback__)])
def f():
    try: raise ValueError(1)
    except ValueError: 
        try: raise TypeError(2)
        except TypeError as t: return t.__context__
print(repr(f()))
