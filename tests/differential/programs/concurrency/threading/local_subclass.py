import threading


class Context(threading.local):
    default = 'class value'

    def __init__(self, start):
        self.counter = start

    def bump(self):
        self.counter += 1
        return self.counter


ctx = Context(10)
ctx.bump()
seen = {}


def work(n):
    for _ in range(n):
        ctx.bump()
    seen[n] = (ctx.counter, ctx.default, sorted(ctx.__dict__))


threads = [threading.Thread(target=work, args=(i,)) for i in range(1, 4)]
for t in threads:
    t.start()
    t.join()
print(seen, ctx.counter)
local = threading.local()
try:
    local.x
except AttributeError as e:
    print(e)
local.x = 1
print(local.__dict__, hasattr(local, 'x'))
del local.x
try:
    del local.x
except AttributeError as e:
    print(e)
try:
    threading.local(1)
except TypeError as e:
    print(e)
