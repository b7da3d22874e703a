import threading
import time
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=2) as executor:
    futures = [executor.submit(pow, 2, n) for n in range(6)]
    print([future.result() for future in futures])
    print(list(executor.map(lambda x, y: x * y, range(5), [10] * 5)))
    name = executor.submit(lambda: threading.current_thread().name).result()
    print(name in ('ThreadPoolExecutor-0_0', 'ThreadPoolExecutor-0_1'))
with ThreadPoolExecutor(1, thread_name_prefix='worker') as executor:
    print(executor.submit(lambda: threading.current_thread().name).result())
print(ThreadPoolExecutor(3)._max_workers)
for arguments in ((0,), (-1,)):
    try:
        ThreadPoolExecutor(*arguments)
    except ValueError as exc:
        print(exc)
try:
    ThreadPoolExecutor(initializer=5)
except TypeError as exc:
    print(exc)
