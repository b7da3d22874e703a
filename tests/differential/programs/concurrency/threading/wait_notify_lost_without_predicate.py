import threading

cond = threading.Condition()
with cond:
    cond.notify_all()
result = []


def late():
    with cond:
        result.append(cond.wait(timeout=0.05))


t = threading.Thread(target=late)
t.start()
t.join()
print(result)
