# Waiters are notified in the order in which they came.
import threading
import time

condition = threading.Condition()
order = []


def wait(name):
    with condition:
        condition.wait()
        order.append(name)


threads = []
for name in 'abcd':
    thread = threading.Thread(target=wait, args=(name,))
    thread.start()
    threads.append(thread)
    time.sleep(0.05)
for _ in threads:
    with condition:
        condition.notify()
    time.sleep(0.05)
for thread in threads:
    thread.join()
print(order)
