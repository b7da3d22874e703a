# SPDX-License-Identifier: MIT
#
# A loop that counts down, shared out among N threads: their time over that of one. N COUNT
import sys
from threading import Thread
from time import perf_counter


def countdown(n):
    while n > 0:
        n -= 1


def timed(count, total):
    threads = [Thread(target=countdown, args=(total // count,)) for _ in range(count)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return perf_counter() - began


if __name__ == "__main__":
    count, total = int(sys.argv[1]), int(sys.argv[2])
    one = timed(1, total)
    print(timed(count, total) / one)
