import threading
import time


def late():
    time.sleep(5)
    print('never printed')


def early():
    time.sleep(0.05)
    print('worker ends')


threading.Thread(target=late, daemon=True).start()
threading.Thread(target=early).start()
print('main ends')
