from concurrent.futures import ThreadPoolExecutor


def square(x):
    return x * x


with ThreadPoolExecutor(max_workers=3) as executor:
    future = executor.submit(square, 7)
    print(future.result(), future.done(), future.running(), future.cancelled())
    print(list(executor.map(square, range(5))))
    print(list(executor.map(pow, [2, 3], [5, 2])))
    print(list(executor.map(lambda a, b: a + b, [1, 2, 3], [10, 20])))
