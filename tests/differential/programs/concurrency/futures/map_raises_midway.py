from concurrent.futures import ThreadPoolExecutor


def inverse(n):
    return 1 / n


with ThreadPoolExecutor(2) as pool:
    results = pool.map(inverse, [1, 2, 0, 4])
    print(type(results).__name__)
    for r in results:
        print(r)
