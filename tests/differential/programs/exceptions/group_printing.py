# SPDX-License-Identifier: MIT
def f():
    raise ExceptionGroup('several', [ValueError('a'), ExceptionGroup('inner', [TypeError('b'), KeyError('c')])])
try: f()
except ExceptionGroup as e: print(e, e.message, len(e.exceptions), repr(e.exceptions[0]), isinstance(e, Exception))
f()
