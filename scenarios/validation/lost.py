# SPDX-License-Identifier: MIT
#
# Two threads count to a million each: the share of updates lost, in %. plain|call
import sys
from threading import Thread

ROUNDS = 1000000
counter = 0


def inc(value):
    return value + 1


def plain():
    global counter
    for _ in range(ROUNDS):
        counter += 1


def call():
    global counter
    for _ in range(ROUNDS):
        counter = inc(counter)


if __name__ == "__main__":
    work = plain if sys.argv[1] == "plain" else call
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(100 - 100 * counter / (2 * ROUNDS))
