# A Condition gives back every level of its RLock while it waits.
import threading

condition = threading.Condition()
log = []


def waiter():
    with condition:
        with condition:
            log.append('waits')
            condition.notify()
            condition.wait()
            log.append('woken')


with condition:
    thread = threading.Thread(target=waiter)
    thread.start()
    condition.wait()
    log.append('has it')
    condition.notify()
thread.join()
print(log)
