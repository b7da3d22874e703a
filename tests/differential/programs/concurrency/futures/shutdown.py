import threading
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(1)
gate = threading.Event()
started = threading.Event()


def first():
    started.set()
    gate.wait()
    return 'first'


futures = [executor.submit(first)] + [executor.submit(int, str(n)) for n in range(3)]
started.wait()
executor.shutdown(wait=False, cancel_futures=True)
gate.set()
print(futures[0].result(), [future.cancelled() for future in futures[1:]])
try:
    executor.submit(print)
except RuntimeError as exc:
    print(exc)
executor.shutdown()
executor = ThreadPoolExecutor(1)
last = executor.submit(int, '7')
executor.shutdown()
print(last.result())
# An executor that nobody shuts down ends with the program.
ThreadPoolExecutor(2).submit(print, 'left alone')
