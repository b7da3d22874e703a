import threading

items = []
condition = threading.Condition()
taken = []


def consumer():
    while True:
        with condition:
            condition.wait_for(lambda: items)
            item = items.pop(0)
        if item is None:
            break
        taken.append(item)


def producer():
    for i in range(20):
        with condition:
            items.append(i)
            condition.notify()
    with condition:
        items.append(None)
        condition.notify()


threads = [threading.Thread(target=consumer), threading.Thread(target=producer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(taken == list(range(20)), items)
