# SPDX-License-Identifier: MIT
def g():
    yield 1
    return 'done'
def h():
    r = yield from g()
    print('got', r)
print(list(h()), list(g()))
it = g()
next(it)
try: next(it)
except StopIteration as e: print(e.value, e.args)
try: next(it)
except StopIteration as e: print(e.value)
def empty():
    return 5
    yield
print(list(empty()))
