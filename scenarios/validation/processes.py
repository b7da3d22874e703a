# SPDX-License-Identifier: MIT
#
# The documents' loop with a queue: the time of N processes over that of one. N ITERATIONS
import sys
from multiprocessing import Process, Queue
from time import time


def work(iterations, queue):
    total = 0
    for i in range(iterations):
        total += i
    queue.put(total)


def timed(count, iterations):
    queue = Queue()
    processes = [
        Process(target=work, args=(iterations // count, queue)) for _ in range(count)
    ]
    began = time()
    for process in processes:
        process.start()
    for _ in processes:
        queue.get()
    for process in processes:
        process.join()
    return time() - began


if __name__ == "__main__":
    count, iterations = int(sys.argv[1]), int(sys.argv[2])
    one = timed(1, iterations)
    print(timed(count, iterations) / one)
