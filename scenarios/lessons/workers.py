# lesson 16: One task, four kinds of workers
#
# question: Threads, processes, interpreters or native code: which for a loop that computes?
# workers: threads processes interpreters native
# watch: `gilsim compare workers` runs all four, on one core, two and four.
# answer: Threads do not get faster with a second core, because they share a GIL; the others do,
#   and pay for it: a process has to be forked and an interpreter made, so that a short task is
#   over before it pays. Native code is so much faster that nothing else matters, if there is any
#   for the task.
# try: gilsim compare workers
# try: gilsim compare --cores 1,2,4 --workers threads,processes -o workers.svg workers
# try: gilsim run workers processes
# expect: exit_status is 0
# expect: printed.two_threads between 70 and 85

import sys
from concurrent import interpreters
from multiprocessing import Process
from threading import Thread
from time import perf_counter

import native

NUMBERS = 4000000


def work(start, end):
    total = 0
    for i in range(start, end):
        total += i


def start(kind, first, last):
    if kind == "interpreters":
        return interpreters.create().call_in_thread(work, first, last)
    if kind == "native":
        worker = native.Worker(first, last)
    else:
        make = {"threads": Thread, "processes": Process}[kind]
        worker = make(target=work, args=(first, last))
    worker.start()
    return worker


if __name__ == "__main__":
    kind = sys.argv[1] if len(sys.argv) > 1 else "threads"
    began = perf_counter()
    workers = [start(kind, 0, NUMBERS // 2), start(kind, NUMBERS // 2, NUMBERS)]
    for worker in workers:
        worker.join()
    print(f"two {kind}: {(perf_counter() - began) * 1000:.1f} ms")
