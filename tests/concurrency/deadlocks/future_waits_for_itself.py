# One worker waits for a call that only it could make.
# prints: submitted
# report: ThreadPoolExecutor-0_0 waits for a notification of a condition
# report: line 12 of future_waits_for_itself.py in outer
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(max_workers=1)


def outer():
    inner = executor.submit(pow, 2, 10)
    return inner.result()


future = executor.submit(outer)
print('submitted')
print(future.result())
