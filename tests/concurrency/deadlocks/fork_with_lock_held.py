# A lock that another thread holds when the process forks stays locked in the child for ever.
# prints: the child starts
# report: waits for lock #
# report: line 22 of fork_with_lock_held.py in child
import multiprocessing
import threading
import time

lock = threading.Lock()
held = threading.Event()


def holder():
    with lock:
        held.set()
        time.sleep(1)


def child():
    print('the child starts')
    # Its owner is a thread of the parent: nobody here will ever release it.
    lock.acquire()
    print('never')


threading.Thread(target=holder).start()
held.wait()
process = multiprocessing.Process(target=child, name='Process-1')
process.start()
process.join()
