import threading

lock = threading.Lock()
first, second = threading.Condition(lock), threading.Condition(lock)
log = []
state = 0


def a():
    global state
    with first:
        first.wait_for(lambda: state == 1)
        log.append('a')
        state = 2
        second.notify()


def b():
    global state
    with second:
        second.wait_for(lambda: state == 2)
        log.append('b')


threads = [threading.Thread(target=f) for f in (a, b)]
for thread in threads:
    thread.start()
with first:
    state = 1
    first.notify()
for thread in threads:
    thread.join()
print(log, lock.locked(), first._is_owned())
