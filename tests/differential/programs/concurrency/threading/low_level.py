import _thread
import threading
import time

lock = _thread.allocate_lock()
lock.acquire()
seen = []


def work(a, b=0):
    seen.append((a, b, threading.current_thread().name.startswith('Dummy-'),
                 threading.current_thread().daemon))
    lock.release()


print(isinstance(_thread.start_new_thread(work, (1,), {'b': 2}), int))
lock.acquire()
print(seen)
print(_thread.get_ident() == threading.get_ident() == threading.main_thread().ident)
for args in ((5, ()), (print, 5), (print, (), 5)):
    try:
        _thread.start_new_thread(*args)
    except TypeError as exc:
        print(exc)
print(_thread.error is RuntimeError, threading.ThreadError is RuntimeError,
      _thread.LockType is type(lock), threading.TIMEOUT_MAX == _thread.TIMEOUT_MAX)


def leave():
    seen.append('leaving')
    try:
        _thread.exit()
    finally:
        lock.release()


_thread.start_new_thread(leave, ())
lock.acquire()
time.sleep(0.05)
print(seen[-1], threading.active_count())
