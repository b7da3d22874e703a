from concurrent.futures import ThreadPoolExecutor


def fail():
    raise ValueError('nobody looks')


with ThreadPoolExecutor() as pool:
    f = pool.submit(fail)
print('silent', f.done())
