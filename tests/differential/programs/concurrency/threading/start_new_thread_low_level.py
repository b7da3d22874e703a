import _thread
import time

done = _thread.allocate_lock()
done.acquire()


def work(a, b=2):
    print('low level', a, b)
    done.release()


_thread.start_new_thread(work, (1,), {'b': 3})
done.acquire()


def fails():
    try:
        raise ValueError('unseen')
    finally:
        done.release()


_thread.start_new_thread(fails, ())
done.acquire()
time.sleep(0.01)
for args in ((5, ()), (work, 5), (work, (), 5)):
    try:
        _thread.start_new_thread(*args)
    except TypeError as e:
        print(e)
try:
    _thread.exit()
except SystemExit as e:
    print('SystemExit', e.code)
