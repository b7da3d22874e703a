# lesson 15: Interpreters with a GIL each
#
# question: Must it be processes? A process can hold several interpreters.
# watch: The interpreters' threads are `running` at the same time on both cores. Each interpreter
#   has modules, objects and a GIL of its own.
# answer: Two interpreters take half of the time of two threads, for the same work, in one process.
#   What they cannot do is share objects: what goes from one to the other is copied, as between
#   processes. To create one takes 22 ms, more than to fork. (The module is concurrent.interpreters
#   of Python 3.14; the GIL of its own came with 3.12.)
# try: gilsim run --cores 1 interpreters
# try: gilsim compare workers
# expect: exit_status is 0
# expect: printed.two_interpreters / printed.two_threads between 0.47 and 0.58
# expect: printed.to_create_an_interpreter between 20 and 24, says 22 ms, measured 22 ms

from concurrent import interpreters
from threading import Thread
from time import perf_counter


def work(iterations):
    total = 0
    for i in range(iterations):
        total += i


def timed(start):
    began = perf_counter()
    threads = [start() for _ in range(2)]
    for thread in threads:
        thread.join()
    return (perf_counter() - began) * 1000


def thread():
    thread = Thread(target=work, args=(1000000,))
    thread.start()
    return thread


if __name__ == "__main__":
    began = perf_counter()
    pool = [interpreters.create() for _ in range(2)]
    print(f"to create an interpreter: {(perf_counter() - began) / 2 * 1000:.1f} ms")
    print(f"two threads: {timed(thread):.1f} ms")
    print(f"two interpreters: {timed(lambda: pool.pop().call_in_thread(work, 1000000)):.1f} ms")
