import threading
import time


def work():
    time.sleep(0.02)
    print('thread finished')


threading.Thread(target=work).start()
raise SystemError('main fails')
