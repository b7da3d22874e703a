from multiprocessing.pool import ThreadPool
import threading


def f(x):
    return x + 1


with ThreadPool(3) as pool:
    print(pool.map(f, range(5)), pool.starmap(pow, [(2, 3), (3, 2)]))
    print(pool.apply_async(lambda: threading.current_thread().name.split('-')[0]).get())
    try:
        pool.map(lambda x: 1 / x, [1, 0])
    except ZeroDivisionError as e:
        print(e)
from multiprocessing.dummy import Pool, Process, current_process, Queue, Lock
with Pool(2) as pool:
    print(sorted(pool.imap_unordered(f, range(4))))
q = Queue()
p = Process(target=lambda: q.put(current_process().name != 'MainProcess'))
p.start()
p.join()
print(q.get(), p.exitcode, p.is_alive())
