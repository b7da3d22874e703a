# The greedy thread takes the lock again before the patient one, which it has woken, is there.
# On one core the woken thread takes the core, and so the lock, at once.
# cores: 2 4
# status: 0
# report: Starving: patient waited
# report: starved_by_a_greedy_thread.py in
# report: while others took it
# prints: both are through
import threading
import time

lock = threading.Lock()
running = threading.Event()


def greedy():
    for _ in range(150):
        with lock:
            running.set()
            time.sleep(0.001)


def patient():
    running.wait()
    with lock:
        pass


threads = [threading.Thread(target=greedy, name='greedy'),
           threading.Thread(target=patient, name='patient')]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('both are through')
