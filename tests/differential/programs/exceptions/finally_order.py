# SPDX-License-Identifier: MIT
def f(n):
    try:
        print('try')
        if n == 1: raise ValueError('one')
        if n == 2: return 'try return'
        if n == 3: raise KeyError('three')
    except ValueError as e:
        print('except', e)
        return 'except return'
    else:
        print('else')
    finally:
        print('finally')
        if n == 3: return 'finally return'
    return 'end'
for i in range(4): print(f(i))
def g():
    try:
        try: raise ValueError(1)
        finally: print('inner')
    except (TypeError, ValueError) as e: print('outer', e)
    try: e
    except NameError as n: print(n)
g()
try:
    try: raise ValueError('a')
    except ValueError: raise
except ValueError as e: print('reraised', e)
try: raise
except RuntimeError as e: print(e)
try: raise 3
except TypeError as e: print(e)
try: raise ValueError from 3
except TypeError as e: print(e)
try:
    try: raise KeyError
    except 3: pass
except TypeError as e: print(e)
class E(BaseException): pass
try: raise E
except Exception: print('no')
except BaseException as b: print(type(b))
raise SystemExit(3)
