# SPDX-License-Identifier: MIT
def g(a):
    b = yield a
x = g(1)
print(x.gi_code.co_name, x.gi_yieldfrom, x.gi_running, x.gi_suspended)
next(x)
print(x.gi_suspended, x.__name__, x.__qualname__, iter(x) is x)
x.close()
print(x.gi_suspended)
