import atexit
import threading
import time

atexit.register(print, 'registered first, called last')
atexit.register(print, 'registered last, called first')


def work():
    time.sleep(0.1)
    print('a thread is waited for before')


threading.Thread(target=work).start()
print('main is done')
