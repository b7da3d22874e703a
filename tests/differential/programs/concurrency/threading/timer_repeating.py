import threading
import time


class RepeatingTimer(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)


ticks = []
timer = RepeatingTimer(0.02, lambda: ticks.append(len(ticks)))
timer.start()
time.sleep(0.11)
timer.cancel()
timer.join()
print(len(ticks) >= 3, ticks[:3], timer.is_alive())


def hello(name, mark='!'):
    print('hello', name + mark)


t = threading.Timer(0.01, hello, ['world'], {'mark': '?'})
print(t.interval, t.args, t.kwargs, t.daemon)
t.start()
t.join()
t = threading.Timer(30.0, hello)
t.start()
t.cancel()
t.join()
print(t.finished.is_set())
