import threading


def memoize(function):
    cache, lock = {}, threading.RLock()

    def wrapper(n):
        with lock:
            if n not in cache:
                wrapper.misses += 1
                cache[n] = function(n)
            return cache[n]
    wrapper.misses = 0
    return wrapper


@memoize
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


results = []
threads = [threading.Thread(target=lambda: results.append(fibonacci(60))) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(set(results), fibonacci.misses)
