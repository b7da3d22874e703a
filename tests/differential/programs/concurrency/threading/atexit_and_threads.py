import atexit
import threading
import time

atexit.register(print, 'registered first, runs last')
atexit.register(lambda: print('registered second', threading.active_count()))


@atexit.register
def decorated():
    print('registered third, runs first')


def work():
    time.sleep(0.02)
    print('thread done')


threading.Thread(target=work).start()
print('main done')
