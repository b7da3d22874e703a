# Two threads take two locks in opposite orders.
# prints: both have one
# report: MainThread waits for the end of Thread-1 (first)
# report: held by Thread-1 (first)
# report: held by Thread-2 (second)
# report: line 18 of two_locks.py in first
# report: line 25 of two_locks.py in second
# report: the cycle: Thread-
import threading

a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2, lambda: print('both have one'))


def first():
    with a:
        both.wait()
        with b:
            pass


def second():
    with b:
        both.wait()
        with a:
            pass


threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
