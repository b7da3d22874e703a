# The main thread dies; the others are waited for, and the status is that of the main thread.
import sys
import threading
import time


def work():
    time.sleep(0.1)
    print('done')


threading.Thread(target=work).start()
sys.exit(3)
