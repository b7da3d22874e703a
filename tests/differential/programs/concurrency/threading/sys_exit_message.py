import sys
import threading


def work():
    sys.exit('ignored in a thread')


t = threading.Thread(target=work)
t.start()
t.join()
print('still here')
sys.exit('goodbye')
