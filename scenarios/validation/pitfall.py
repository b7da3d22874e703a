# SPDX-License-Identifier: MIT
#
# The documents' two processes, small: what children that cannot import their target say.
from multiprocessing import Process, Queue


def worker(queue, first, last):
    queue.put(sum(range(first, last)))


if __name__ == "__main__":
    queue = Queue()
    children = [Process(target=worker, args=(queue, i * 100, i * 100 + 100)) for i in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    queue.put("STOP")
    total = 0
    while True:
        part = queue.get()
        if part == "STOP":
            break
        total += part
    print("Result:", total, "exit codes", [child.exitcode for child in children])
