# SPDX-License-Identifier: MIT
#
# The longest bytes item that a child's queue takes before the parent reads, so that joining the
# child returns. (A longer one fills the pipe: the feeder thread blocks in write, and the child's
# exit joins that thread.) The search asks between LOW and HIGH bytes. LOW HIGH
import sys
from multiprocessing import Process, Queue


def put(queue, size):
    queue.put(bytes(size))


def join_returns(size):
    queue = Queue()
    child = Process(target=put, args=(queue, size))
    child.start()
    child.join(1)
    returned = child.exitcode is not None
    queue.get()
    child.join()
    return returned


if __name__ == "__main__":
    low, high = int(sys.argv[1]), int(sys.argv[2])  # returns at low, hangs at high
    while high - low > 1:
        middle = (low + high) // 2
        if join_returns(middle):
            low = middle
        else:
            high = middle
    print(low)
