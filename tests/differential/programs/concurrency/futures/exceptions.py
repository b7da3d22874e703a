from concurrent.futures import ThreadPoolExecutor


class Odd(Exception):
    pass


def half(n):
    if n % 2:
        raise Odd(n)
    return n // 2


with ThreadPoolExecutor(2) as executor:
    for future in [executor.submit(half, n) for n in range(4)]:
        try:
            print(future.result())
        except Odd as exc:
            print('odd', exc, type(future.exception()).__name__)
    results = executor.map(half, [2, 4, 5, 6])
    print(next(results), next(results))
    try:
        next(results)
    except Odd as exc:
        print('map stops at', exc)
    try:
        next(results)
    except StopIteration:
        print('and gives nothing more')
