from concurrent.futures import ThreadPoolExecutor


def outer(n):
    with ThreadPoolExecutor(2) as inner:
        return sum(inner.map(lambda x: x * n, range(4)))


with ThreadPoolExecutor(2) as executor:
    print(list(executor.map(outer, range(4))))
