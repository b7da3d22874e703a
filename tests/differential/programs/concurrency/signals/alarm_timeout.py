import signal
import time


class Timeout(Exception):
    pass


def on_alarm(signum, frame):
    raise Timeout('took too long')


signal.signal(signal.SIGALRM, on_alarm)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    time.sleep(5)
except Timeout as e:
    print(e)
print(signal.alarm(10), signal.alarm(0))
signal.setitimer(signal.ITIMER_REAL, 0.02)
time.sleep(1)
