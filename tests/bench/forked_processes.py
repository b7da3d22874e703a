# Very many forked processes that live at the same time.
import sys
import time
from multiprocessing import Process

processes = [Process(target=time.sleep, args=(1000,)) for _ in range(int(sys.argv[1]))]
for process in processes:
    process.start()
for process in processes:
    process.join()
