# A notify that comes before anybody waits is lost; a flag under the lock is not.
import threading

condition = threading.Condition()
with condition:
    condition.notify()
with condition:
    print('woken' if condition.wait(timeout=0.1) else 'nobody remembered')

flag = False


def announce():
    global flag
    with condition:
        flag = True
        condition.notify()


thread = threading.Thread(target=announce)
thread.start()
thread.join()
with condition:
    print(condition.wait_for(lambda: flag, timeout=0.1))
