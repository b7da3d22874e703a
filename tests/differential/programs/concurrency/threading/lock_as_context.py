import threading

lock = threading.Lock()
print(lock.__enter__(), lock.locked(), lock.__exit__(None, None, None), lock.locked())
with lock as got:
    print(got)
try:
    with lock:
        raise KeyError('inside')
except KeyError:
    print('released', not lock.locked())
r = threading.RLock()
with r as got:
    print(got, r._is_owned())
    with r:
        print(r.acquire(blocking=False))
        r.release()
e = threading.Semaphore()
with e as got:
    print(got)
c = threading.Condition()
with c as got:
    print(got)
try:
    with threading.Event():
        pass
except Exception as exc:
    print(type(exc).__name__, exc)
