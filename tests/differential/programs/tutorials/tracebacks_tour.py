# SPDX-License-Identifier: MIT
def f(n):
    return 10 / n
def g(items):
    total = 0
    for i, x in enumerate(items):
        total += f(x) + items[i + 1]
    return total
class Custom(Exception):
    def __init__(self, code, msg="dflt"): super().__init__(msg); self.code = code
    def __str__(self): return f'[{self.code}] {self.args[0]}'
import traceback, sys
try: g([1, 2, 0])
except Exception: traceback.print_exc(file=sys.stdout)
try: g([1])
except Exception as e: print(traceback.format_exc()); print(traceback.format_tb(e.__traceback__)[0]); traceback.print_tb(e.__traceback__, file=sys.stdout)
try:
    try: {}['a']
    except KeyError as e: raise Custom(5) from e
except Custom: traceback.print_exc(file=sys.stdout)
try:
    try: [][3]
    except IndexError: int('x')
except ValueError: print(*traceback.format_exception(*sys.exc_info()), sep='')
try:
    try: 1/0
    except ZeroDivisionError: raise Custom(1) from None
except Custom as e: traceback.print_exception(e, file=sys.stdout); print(e.__cause__, e.__suppress_context__, repr(e.__context__))
e = ValueError('noted'); e.add_note('note 1'); e.add_note('note\n2')
try: raise e
except ValueError: traceback.print_exc(file=sys.stdout)
def rec(n): return rec(n + 1)
try: rec(0)
except RecursionError as e: print(type(e), e)
print(traceback.format_exception_only(ValueError, ValueError('q')))
te = traceback.TracebackException.from_exception(e); print(list(te.format_exception_only()), te.exc_type)
def outer():
    stack = traceback.extract_stack(); print([s.name for s in stack], stack[-1].line)
    traceback.print_stack(file=sys.stdout)
outer()
def lots(): 
    x = {'a': {'b': None}}
    return x['a']['b']['c']
for fn in (lots, lambda: undefined_name, lambda: (1).foo, lambda: 'a' + 1, lambda: None(), lambda: len(5), lambda: [1,2].push(3), lambda: int('12a'), lambda: 'abc'[10], lambda: {}.x):
    try: fn()
    except Exception as e: print(''.join(traceback.format_exception(e)))
import this_module_does_not_exist
