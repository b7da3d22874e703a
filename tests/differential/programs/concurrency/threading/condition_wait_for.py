import threading
import time

condition = threading.Condition()
with condition:
    print(condition.wait(timeout=0.05))
    print(condition.wait_for(lambda: False, timeout=0.05))
    print(condition.wait_for(lambda: 'truthy', timeout=0.05))
    begin = time.monotonic()
    print(condition.wait_for(lambda: time.monotonic() - begin > 0.2, timeout=0.1))

ready = 0
woken = []


def wait(name):
    with condition:
        while ready < 2:
            condition.wait()
        woken.append(name)


threads = [threading.Thread(target=wait, args=(name,)) for name in 'abc']
for thread in threads:
    thread.start()
time.sleep(0.1)
with condition:
    ready = 1
    condition.notify_all()
time.sleep(0.1)
print(woken)
with condition:
    ready = 2
    condition.notify_all()
for thread in threads:
    thread.join()
print(sorted(woken))
