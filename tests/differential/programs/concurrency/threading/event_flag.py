import threading
import time

event = threading.Event()
print(event.is_set(), event.wait(0.01), 'unset' in repr(event))
seen = []


def wait(name):
    seen.append((name, event.wait()))


threads = [threading.Thread(target=wait, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
time.sleep(0.05)
print(seen)
event.set()
for thread in threads:
    thread.join()
print(sorted(seen), event.wait(), event.is_set())
event.clear()
print(event.is_set(), event.wait(timeout=0))
