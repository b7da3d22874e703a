import functools
import threading
import time


def rate_limited(max_per_second):
    lock = threading.Lock()
    interval = 1.0 / max_per_second
    last = [0.0]

    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            with lock:
                wait = last[0] + interval - time.perf_counter()
                if wait > 0:
                    time.sleep(wait)
                last[0] = time.perf_counter()
            return func(*args, **kwargs)
        return wrapper
    return decorate


@rate_limited(200)
def call(n):
    "Calls something."
    return n


start = time.perf_counter()
results = [call(i) for i in range(5)]
print(results, time.perf_counter() - start >= 0.019, call.__name__, call.__doc__)
