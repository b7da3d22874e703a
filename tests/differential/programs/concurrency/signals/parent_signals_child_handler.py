import multiprocessing
import os
import signal
import time


def child(ready, q):
    got = []
    signal.signal(signal.SIGUSR1, lambda s, f: got.append(s))
    ready.set()
    while not got:
        time.sleep(0.005)
    q.put(int(got[0]))


if __name__ == '__main__':
    ready, q = multiprocessing.Event(), multiprocessing.Queue()
    p = multiprocessing.Process(target=child, args=(ready, q))
    p.start()
    ready.wait()
    os.kill(p.pid, signal.SIGUSR1)
    print(q.get() == signal.SIGUSR1)
    p.join()
    print(p.exitcode)
