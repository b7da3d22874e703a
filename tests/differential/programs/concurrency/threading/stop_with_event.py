import threading
import time


class StoppableThread(threading.Thread):
    def __init__(self):
        super().__init__()
        self._stop_event = threading.Event()
        self.turns = 0

    def stop(self):
        self._stop_event.set()

    def stopped(self):
        return self._stop_event.is_set()

    def run(self):
        while not self._stop_event.wait(0.005):
            self.turns += 1


t = StoppableThread()
t.start()
time.sleep(0.05)
t.stop()
t.join(timeout=5)
print(t.is_alive(), t.stopped(), t.turns >= 0)
