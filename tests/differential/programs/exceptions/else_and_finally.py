# SPDX-License-Identifier: MIT
def div(a, b):
    try:
        r = a / b
    except ZeroDivisionError:
        print('zero'); return None
    except (TypeError, ValueError) as e:
        print('type', e); raise
    else:
        print('ok'); return r
    finally:
        print('done')
print(div(1, 2)); print(div(1, 0))
try: div('a', 1)
except TypeError: print('outer')
def nested():
    for i in range(3):
        try:
            try:
                if i == 1: raise ValueError(i)
                if i == 2: return 'ret'
            finally: print('f', i)
        except ValueError as e: print('caught', e)
print(nested())
def swallow():
    try: raise ValueError
    finally: return 'swallowed'
print(swallow())
import sys
try: raise KeyError('k')
except KeyError: print(sys.exc_info()[0], sys.exc_info()[1])
print(sys.exc_info())
