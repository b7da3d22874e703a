from concurrent.futures import ThreadPoolExecutor
import threading

pool = ThreadPoolExecutor(1, thread_name_prefix='job')
print(pool.submit(lambda: threading.current_thread().name).result())
block = threading.Event()
running = pool.submit(block.wait)
waiting = [pool.submit(print, i) for i in range(3)]
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in waiting])
try:
    pool.submit(print)
except RuntimeError as e:
    print(e)
block.set()
print(running.result())
for args in ({'max_workers': 0}, {'max_workers': -1}, {'initializer': 5}):
    try:
        ThreadPoolExecutor(**args)
    except Exception as e:
        print(type(e).__name__, e)
print(ThreadPoolExecutor(2)._max_workers)
