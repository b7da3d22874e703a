import threading
import time

begin = time.monotonic()
done = threading.Event()
timer = threading.Timer(0.2, done.set)
print(timer.interval, timer.is_alive())
timer.start()
print(done.wait(5), time.monotonic() - begin >= 0.2)
timer.join()
cancelled = threading.Timer(100, print, args=('never',))
cancelled.start()
cancelled.cancel()
cancelled.join()
print(cancelled.is_alive(), cancelled.finished.is_set())
calls = []
timer = threading.Timer(0.01, lambda *args, **kwargs: calls.append((args, kwargs)), [1, 2], {'x': 3})
timer.start()
timer.join()
print(calls)
