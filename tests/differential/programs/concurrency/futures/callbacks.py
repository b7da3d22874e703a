import threading
from concurrent.futures import ThreadPoolExecutor

gate = threading.Event()
calls = []
with ThreadPoolExecutor(1) as executor:
    future = executor.submit(gate.wait)
    future.add_done_callback(lambda f: calls.append(('first', f.result())))
    future.add_done_callback(lambda f: calls.append(('second', f is future)))
    gate.set()
print(calls)
future.add_done_callback(lambda f: calls.append('at once'))
print(calls[-1])
other = ThreadPoolExecutor(1)
blocker = threading.Event()
other.submit(blocker.wait)
cancelled = other.submit(print)
cancelled.add_done_callback(lambda f: calls.append(f.cancelled()))
cancelled.cancel()
print(calls[-1])
blocker.set()
other.shutdown()
