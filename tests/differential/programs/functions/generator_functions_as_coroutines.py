# SPDX-License-Identifier: MIT
def coroutine(f):
    def start(*a, **k):
        g = f(*a, **k); next(g); return g
    return start
@coroutine
def printer(prefix):
    try:
        while True: print(prefix, (yield))
    except GeneratorExit: print('closed')
@coroutine
def broadcast(targets):
    while True:
        item = yield
        for t in targets: t.send(item)
a, b = printer('a'), printer('b')
c = broadcast([a, b]); c.send('hello'); c.send('world'); a.close()
try: c.send('again')
except StopIteration: print('a is gone')
