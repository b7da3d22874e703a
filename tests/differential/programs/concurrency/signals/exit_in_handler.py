import signal
import sys


def handler(signum, frame):
    print('handling', signum)
    sys.exit(9)


signal.signal(signal.SIGTERM, handler)
try:
    signal.raise_signal(signal.SIGTERM)
    print('not reached')
finally:
    print('finally runs')
