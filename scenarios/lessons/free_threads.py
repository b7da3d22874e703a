# lesson 17: Without the lock
#
# question: What do two threads gain when there is no GIL, and what does it cost?
# run: --gil free-threaded
# watch: No GIL was taken; both threads are `running` all the time, on both cores.
# answer: Two cores' worth: half of the time. The price is paid by every thread, alone or not: what
#   the lock protected (reference counts, the insides of lists and dicts) is protected piece by
#   piece, some 5 % for one thread. And programs lose the order that the GIL gave them by accident.
# known: 5 %: 5 to 6 % on pyperformance (PEP 703)
# try: gilsim compare --gil cpython-3.11,free-threaded --cores 1,2,4 free_threads
# try: gilsim explain free-threaded
# prints: is the GIL enabled? False
# prints: two threads take half of the time: True
# expect: exit_status is 0
# expect: gil_stats.acquisitions is 0

import sys
from threading import Thread
from time import time


def work(iterations):
    total = 0
    for i in range(iterations):
        total += i


def timed(count, iterations):
    threads = [Thread(target=work, args=(iterations // count,)) for _ in range(count)]
    began = time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time() - began


if __name__ == "__main__":
    print("is the GIL enabled?", sys._is_gil_enabled())
    one, two = timed(1, 1000000), timed(2, 1000000)
    print("two threads take half of the time:", 0.45 < two / one < 0.55)
