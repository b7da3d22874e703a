import _thread
import threading
import time

threading.Timer(0.02, _thread.interrupt_main).start()
try:
    while True:
        time.sleep(0.005)
except KeyboardInterrupt:
    print('main was interrupted')
