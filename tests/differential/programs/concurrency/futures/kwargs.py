from concurrent.futures import ThreadPoolExecutor


def show(*args, **kwargs):
    return args, kwargs


with ThreadPoolExecutor(max_workers=1) as executor:
    print(executor.submit(show, 1, fn=2, self=3).result())
    print(executor.submit(show).result())
    try:
        executor.submit()
    except TypeError as exc:
        print('submit()' in str(exc))
    for result in executor.map(show, 'ab', 'xyz'):
        print(result)
