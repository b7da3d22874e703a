import threading
import time

a, b = threading.Lock(), threading.Lock()
log = []


def task(name, first, second, pause):
    while True:
        with first:
            time.sleep(0.01)
            if second.acquire(timeout=0.02):
                try:
                    log.append(name)
                    return
                finally:
                    second.release()
        time.sleep(pause)


t1 = threading.Thread(target=task, args=('one', a, b, 0.001))
t2 = threading.Thread(target=task, args=('two', b, a, 0.05))
t1.start()
t2.start()
t1.join()
t2.join()
print(sorted(log), a.locked(), b.locked())
