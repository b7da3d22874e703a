import signal
import time


class TimeIsUp(Exception):
    pass


def ring(number, frame):
    raise TimeIsUp


signal.signal(signal.SIGALRM, ring)
print(signal.setitimer(signal.ITIMER_REAL, 0.2))
try:
    while True:
        time.sleep(10)
except TimeIsUp:
    print('time is up')
signal.setitimer(signal.ITIMER_REAL, 0.2)
try:
    n = 0
    while True:
        n += 1
except TimeIsUp:
    print('in a loop, too', n > 0)
signal.alarm(10)
print(signal.alarm(0))
time.sleep(0.1)
rings = []
signal.signal(signal.SIGALRM, lambda number, frame: rings.append(number))
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
while len(rings) < 3:
    signal.pause()
signal.setitimer(signal.ITIMER_REAL, 0)
print(len(rings))
