import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def work(n):
    time.sleep((5 - n) * 0.08)
    return n


with ThreadPoolExecutor(5) as executor:
    print(list(executor.map(work, range(5))))
    futures = {executor.submit(work, n): n for n in range(5)}
    print([futures[future] for future in as_completed(futures)])
