import sys
import threading


def leave():
    print('leaving')
    sys.exit('this text is shown by nobody')


thread = threading.Thread(target=leave)
thread.start()
thread.join()
print('still here')
sys.exit(4)
