import threading
from concurrent.futures import ThreadPoolExecutor


def name():
    return threading.current_thread().name


with ThreadPoolExecutor(1) as a, ThreadPoolExecutor(1) as b, ThreadPoolExecutor(1, 'io') as c:
    print(a.submit(name).result(), b.submit(name).result(), c.submit(name).result())


def show():
    return repr(threading.current_thread()).split(',')[0], threading.current_thread().daemon


with ThreadPoolExecutor(1) as a:
    print(a.submit(show).result())
