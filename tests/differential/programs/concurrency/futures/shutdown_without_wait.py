import time
from concurrent.futures import ThreadPoolExecutor


def slow(n):
    time.sleep(0.02)
    print('finished', n)


ex = ThreadPoolExecutor(1)
for n in range(3):
    ex.submit(slow, n)
ex.shutdown(wait=False)
print('main is through')
