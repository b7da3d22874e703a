import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed, wait

running, gate = threading.Event(), threading.Event()


def hold_the_worker():
    running.set()
    gate.wait()


with ThreadPoolExecutor(1) as pool:
    first = pool.submit(hold_the_worker)
    running.wait()  # else it can still be cancelled
    rest = [pool.submit(pow, i, 2) for i in range(4)]
    print(first.cancel(), [f.cancel() for f in rest[::2]])
    gate.set()
    done, _ = wait([first] + rest)
    print(len(done), sum(f.cancelled() for f in done))
for f in as_completed(rest):
    try:
        f.result()
    except CancelledError as e:
        print('cancelled', repr(e))
print(rest[1].result(), rest[3].result())
try:
    rest[0].exception()
except CancelledError:
    print('exception() raises as well')
