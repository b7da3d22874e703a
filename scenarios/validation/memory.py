# SPDX-License-Identifier: MIT
#
# A list of ITEMS ints in the main program; N workers of a kind read half of it each. The figure is
# taken from the report. none|threads|processes ITEMS
import sys
from multiprocessing import Process
from threading import Thread


def read(numbers, first, last):
    total = 0
    for i in range(first, last):
        total += numbers[i]


if __name__ == "__main__":
    kind, items = sys.argv[1], int(sys.argv[2])
    numbers = [i + 1000 for i in range(items)]
    half = items // 2
    make = {"none": None, "threads": Thread, "processes": Process}[kind]
    workers = []
    if make is not None:
        workers = [make(target=read, args=(numbers, i * half, (i + 1) * half)) for i in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
