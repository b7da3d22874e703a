# SPDX-License-Identifier: MIT
#
# N threads that sleep 4 times 50 ms: the wall time in s. N
import sys
from threading import Thread
from time import sleep, time


def work():
    for _ in range(4):
        sleep(0.05)


if __name__ == "__main__":
    threads = [Thread(target=work) for _ in range(int(sys.argv[1]))]
    began = time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(time() - began)
