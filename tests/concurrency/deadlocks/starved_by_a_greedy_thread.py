# The greedy thread takes the lock again before the patient one, which it has woken, is there.
# status: 0
# report: Starvation: patient (process 1000) waited
# report: for lock #
# report: at line 25 of starved_by_a_greedy_thread.py in
# prints: both are through
import threading

lock = threading.Lock()
waiting = threading.Event()


def greedy():
    waiting.wait()
    for _ in range(3000):
        lock.acquire()
        for _ in range(20):
            pass
        lock.release()


def patient():
    for _ in range(3):
        waiting.set()
        with lock:
            pass


threads = [threading.Thread(target=greedy, name='greedy'), threading.Thread(target=patient, name='patient')]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('both are through')
