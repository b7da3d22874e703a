import sys
import threading
import time


def work():
    time.sleep(0.02)
    print('thread finished', flush=True)


threading.Thread(target=work).start()
print('exiting', flush=True)
sys.exit(3)
