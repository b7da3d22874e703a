import threading


def attempt(function, *args, **kwargs):
    try:
        print('returned', function(*args, **kwargs))
    except BaseException as exc:
        print(type(exc).__name__, exc)


thread = threading.Thread(target=print, args=('ran',))
attempt(thread.join)
thread.start()
thread.join()
attempt(thread.start)
attempt(threading.current_thread().join)


class Forgetful(threading.Thread):
    def __init__(self):
        pass


attempt(Forgetful().start)
attempt(Forgetful().join)
attempt(lambda: Forgetful().name)
attempt(threading.Thread, 1)
attempt(threading.Thread, target=print, arg=(1,))
lock = threading.Lock()
attempt(lock.release)
attempt(threading.RLock().release)
attempt(lock.acquire, False, 1)
attempt(lock.acquire, timeout=-2)
attempt(lock.acquire, timeout=1e30)
attempt(threading.Condition().wait)
attempt(threading.Condition().notify)
attempt(threading.Semaphore, -1)
attempt(threading.Semaphore(0).acquire, False, 1)
bounded = threading.BoundedSemaphore(2)
attempt(bounded.release)
attempt(threading.Semaphore().release, 0)
running = threading.Thread(target=lambda: None)
running.start()
attempt(setattr, running, 'daemon', True)
running.join()
attempt(threading.stack_size, 100)
attempt(threading.stack_size, -1)
attempt(threading.stack_size, 65536)
attempt(threading.stack_size)
