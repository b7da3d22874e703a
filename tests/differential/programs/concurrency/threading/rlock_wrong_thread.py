import threading

r = threading.RLock()
r.acquire()
out = []


def other():
    try:
        r.release()
    except RuntimeError as e:
        out.append(str(e))
    out.append(r.acquire(timeout=0.01))
    out.append(r.acquire(False))


t = threading.Thread(target=other)
t.start()
t.join()
print(out)
plain = threading.Lock()
plain.acquire()
t = threading.Thread(target=plain.release)
t.start()
t.join()
print(plain.locked())
