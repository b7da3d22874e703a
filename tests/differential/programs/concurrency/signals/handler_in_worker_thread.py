import os
import signal
import threading
import time

got = []


def handler(signum, frame):
    got.append((signum == signal.SIGUSR1, threading.current_thread() is threading.main_thread()))


signal.signal(signal.SIGUSR1, handler)


def worker():
    try:
        signal.signal(signal.SIGUSR2, handler)
    except ValueError as e:
        print(e)
    os.kill(os.getpid(), signal.SIGUSR1)


t = threading.Thread(target=worker)
t.start()
t.join()
time.sleep(0.01)
print(got)
