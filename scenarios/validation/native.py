# SPDX-License-Identifier: MIT
#
# Native work, in N threads over one: the time of N over that of one. zlib|sha256|small each do the
# whole task in every thread; split divides one task among the threads. WHAT N
import sys
from hashlib import sha256
from threading import Thread
from time import perf_counter
from zlib import compress

DATA = bytes(1 << 20)
SHORT = bytes(1000)  # below 2048 bytes hashing keeps the GIL
PIECES = 8


def zlib_task(count):
    compress(DATA)


def sha256_task(count):
    for _ in range(PIECES):
        sha256(DATA)


def small_task(count):
    for _ in range(3000):
        sha256(SHORT)


def split_task(count):
    for _ in range(PIECES // count):
        sha256(DATA)


TASKS = {"zlib": zlib_task, "sha256": sha256_task, "small": small_task, "split": split_task}


def timed(task, count):
    threads = [Thread(target=task, args=(count,)) for _ in range(count)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return perf_counter() - began


if __name__ == "__main__":
    task, count = TASKS[sys.argv[1]], int(sys.argv[2])
    one = timed(task, 1)
    print(timed(task, count) / one)
