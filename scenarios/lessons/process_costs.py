# lesson 13: What processes cost
#
# question: Each process has a GIL of its own. Why not use processes for everything?
# watch: The processes in the report of `--json`: each has a heap of its own, and what its peak
#   was.
# answer: They cost something to start, to feed and in memory. To start and join one takes 2.4 ms,
#   twenty to thirty times as long as a thread. What a process is to work on has to be pickled,
#   pushed through a pipe of the kernel and built again: a hundred thousand small numbers take
#   longer than the start. And the child has a copy of all that its parent has: the list is there in
#   each of them. (A forked child shares its parent's pages until it touches them; reading an object
#   touches its reference count.)
# try: gilsim run --json report.json process_costs
# try: gilsim compare --start-method fork,spawn process_costs
# expect: exit_status is 0
# expect: printed.a_process between 2.0 and 2.9, says 2.4 ms, measured 2.43 ms
# expect: printed.a_process / printed.a_thread between 15 and 50
# expect: printed.a_thread between 0.063 and 0.095, measured 0.079 ms
# expect: printed.to_send_all_numbers / printed.a_process at least 1
# expect: printed.to_send_all_numbers / printed.to_send_a_number at least 3
# expect: peak_heap_bytes / largest_peak_heap_bytes at least 2

from multiprocessing import Pipe, Process
from threading import Thread
from time import perf_counter

NUMBERS = list(range(100000))


def nothing():
    pass


def count(pipe):
    pipe.send(len(pipe.recv()))


def start_and_join(make, times):
    began = perf_counter()
    for _ in range(times):
        worker = make(target=nothing)
        worker.start()
        worker.join()
    return (perf_counter() - began) * 1000 / times


def feed(numbers):
    here, there = Pipe()
    process = Process(target=count, args=(there,))
    process.start()
    began = perf_counter()
    here.send(numbers)
    here.recv()
    elapsed = perf_counter() - began
    process.join()
    return elapsed * 1000


if __name__ == "__main__":
    print(f"a thread: {start_and_join(Thread, 100):.3f} ms")
    print(f"a process: {start_and_join(Process, 5):.3f} ms")
    print(f"to send a number: {feed([1]):.3f} ms")
    print(f"to send all numbers: {feed(NUMBERS):.3f} ms")
