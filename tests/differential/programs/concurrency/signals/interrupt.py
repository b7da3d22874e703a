import _thread
import signal
import threading
import time


class Stop(Exception):
    pass


def stop(number, frame):
    raise Stop


try:
    signal.raise_signal(signal.SIGINT)
    print('never')
except KeyboardInterrupt:
    print('interrupted')


def attempt(name, function, *args):
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        function(*args)
        print(name, 'ended')
    except Stop:
        print(name, 'interrupted')


def spin():
    while True:
        pass


signal.signal(signal.SIGALRM, stop)
lock = threading.Lock()
lock.acquire()
attempt('sleep', time.sleep, 1000)
attempt('lock', lock.acquire)
attempt('event', threading.Event().wait, 1000)
attempt('loop', spin)
thread = threading.Thread(target=_thread.interrupt_main)
try:
    thread.start()
    thread.join()
    time.sleep(0.1)
except KeyboardInterrupt:
    print('interrupted by a thread')
