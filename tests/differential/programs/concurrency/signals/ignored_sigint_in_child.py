import multiprocessing
import os
import signal
import time


def worker(ready, q):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ready.set()
    time.sleep(0.05)
    q.put('survived')


if __name__ == '__main__':
    ready, q = multiprocessing.Event(), multiprocessing.Queue()
    p = multiprocessing.Process(target=worker, args=(ready, q))
    p.start()
    ready.wait()
    os.kill(p.pid, signal.SIGINT)
    print(q.get())
    p.join()
    print(p.exitcode)
