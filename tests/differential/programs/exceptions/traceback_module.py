# SPDX-License-Identifier: MIT
import traceback, sys
def a(): b()
def b(): raise ValueError('deep')
try: a()
except ValueError:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1])
    print([f.name for f in traceback.extract_tb(sys.exc_info()[2])], traceback.format_exception_only(*sys.exc_info()[:2]))
    traceback.print_exc(file=sys.stdout)
    print(len(traceback.format_exception(*sys.exc_info())), traceback.format_tb(sys.exc_info()[2])[-1])
def s(): traceback.print_stack(file=sys.stdout); return traceback.extract_stack()[-1]
print(s().name, s().lineno)
try:
    try: 1 / 0
    except ZeroDivisionError as e: raise KeyError('x') from e
except KeyError as e: traceback.print_exception(e, file=sys.stdout)
te = traceback.TracebackException.from_exception(ValueError('v')); print(''.join(te.format()), list(te.format_exception_only()))
print(traceback.format_exc())
