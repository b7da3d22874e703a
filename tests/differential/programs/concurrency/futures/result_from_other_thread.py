import threading
from concurrent.futures import Future

f = Future()
out = []


def consumer(n):
    out.append((n, f.result(timeout=5)))


ts = [threading.Thread(target=consumer, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
f.set_running_or_notify_cancel()
f.set_result('shared')
for t in ts:
    t.join()
print(sorted(out))
try:
    f.set_exception(ValueError())
except Exception as e:
    print(type(e).__name__)
