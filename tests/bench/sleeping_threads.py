# Very many threads that sleep at the same time.
import sys
import time
from threading import Thread

threads = [Thread(target=time.sleep, args=(1000,)) for _ in range(int(sys.argv[1]))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
