import signal
import time

try:
    signal.raise_signal(signal.SIGINT)
    time.sleep(1)
except KeyboardInterrupt as e:
    print('interrupted', repr(e))
finally:
    print('cleanup')
signal.raise_signal(signal.SIGINT)
time.sleep(1)
print('unreachable')
