# An exception ends its thread and no other, and locks taken with `with` are free again.
import threading

lock = threading.Lock()
threading.excepthook = lambda args: print('hook', args.exc_value)


def fail():
    with lock:
        raise RuntimeError('in the middle')


thread = threading.Thread(target=fail)
thread.start()
thread.join()
print(lock.locked(), thread.is_alive())
with lock:
    print('free')


def nested():
    try:
        try:
            raise KeyError('a')
        finally:
            print('finally')
    except KeyError as exc:
        print('caught', exc)
        raise ValueError('b') from exc


thread = threading.Thread(target=nested)
thread.start()
thread.join()
