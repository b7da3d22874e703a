import re
import threading


def clean(value):
    text = re.sub(r'0x[0-9a-f]+', 'ADDR', repr(value))
    return re.sub(r'(started|stopped) (daemon )?\d+', r'\1 \2ID', re.sub(r'owner=[1-9]\d*', 'owner=ID', text))


lock = threading.Lock()
print(clean(lock))
lock.acquire()
print(clean(lock))
rlock = threading.RLock()
print(clean(rlock))
with rlock, rlock:
    print(clean(rlock))
print(clean(threading.Condition()))
print(clean(threading.Condition(lock)))
print(clean(threading.Semaphore(3)))
print(clean(threading.BoundedSemaphore(3)))
event = threading.Event()
print(clean(event))
event.set()
print(clean(event))
barrier = threading.Barrier(2)
print(clean(barrier))
barrier.abort()
print(clean(barrier))
print(clean(threading.current_thread()))
print(clean(threading.main_thread()))


def work():
    print(clean(threading.current_thread()))


t = threading.Thread(target=work)
print(clean(t))
t.start()
t.join()
print(clean(t))
t = threading.Thread(target=work, name='worker', daemon=True)
print(clean(t))
t.start()
t.join()
print(clean(t))
t = threading.Timer(100, print)
print(clean(t))
t.cancel()
t.start()
t.join()
print(clean(t))
print(clean(threading.local()))
print(clean(threading.Lock), threading.RLock, threading.Condition, threading.Event)
print(threading.Thread, threading.Barrier, threading.Timer, threading.local)
print(type(lock), type(rlock))
