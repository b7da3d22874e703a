from concurrent.futures import ThreadPoolExecutor
import threading

started = []


def job(n):
    started.append(n)
    return n


with ThreadPoolExecutor(2) as ex:
    it = ex.map(job, range(5))
    print(next(it))
    print(list(it), sorted(started))
    try:
        next(it)
    except StopIteration:
        print('exhausted')
