# SPDX-License-Identifier: MIT
#
# The documents' loop: the time of N threads over that of one, in one run. N ITERATIONS
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
    count, iterations = int(sys.argv[1]), int(sys.argv[2])
    one = timed(1, iterations)
    print(timed(count, iterations) / one)
