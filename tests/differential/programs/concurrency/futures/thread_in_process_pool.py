import threading
from concurrent.futures import ProcessPoolExecutor


def work(n):
    out = []
    ts = [threading.Thread(target=lambda i=i: out.append(i * n)) for i in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return sorted(out), threading.current_thread().name, threading.active_count()


if __name__ == '__main__':
    with ProcessPoolExecutor(1) as pool:
        for result in pool.map(work, (1, 10)):
            print(result)
