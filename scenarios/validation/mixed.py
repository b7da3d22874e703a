# SPDX-License-Identifier: MIT
#
# 20 rounds of computing and of sleep in each thread: the time of N threads over that of one.
# N ITERATIONS SLEEP (in ms)
import sys
from threading import Thread
from time import sleep, time


def work(iterations, pause):
    for _ in range(20):
        total = 0
        for i in range(iterations):
            total += i
        sleep(pause)


def timed(count, iterations, pause):
    threads = [Thread(target=work, args=(iterations, pause)) for _ in range(count)]
    began = time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time() - began


if __name__ == "__main__":
    count, iterations, pause = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) / 1000
    one = timed(1, iterations, pause)
    print(timed(count, iterations, pause) / one)
