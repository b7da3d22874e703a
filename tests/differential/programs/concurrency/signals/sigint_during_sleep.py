import os
import signal
import threading
import time

threading.Timer(0.03, os.kill, (os.getpid(), signal.SIGINT)).start()
start = time.monotonic()
try:
    time.sleep(5)
    print('not interrupted')
except KeyboardInterrupt:
    print('Ctrl-C after a while', 0.02 < time.monotonic() - start < 4)
