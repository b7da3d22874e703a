# The program ends without waiting for its daemon; what it waits for it waits for.
import threading
import time


def forever():
    while True:
        time.sleep(3600)


def last():
    time.sleep(0.2)
    print('the last words of a thread that is no daemon')


threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=last).start()
print('the end of the main program')
