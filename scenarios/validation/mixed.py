# SPDX-License-Identifier: MIT
#
# 20 rounds of 5 ms of computing and 5 ms of sleep in each thread: the time of N threads over that
# of one. N ITERATIONS (that take 5 ms)
import sys
from threading import Thread
from time import sleep, time


def work(iterations):
    for _ in range(20):
        total = 0
        for i in range(iterations):
            total += i
        sleep(0.005)


def timed(count, iterations):
    threads = [Thread(target=work, args=(iterations,)) for _ in range(count)]
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
