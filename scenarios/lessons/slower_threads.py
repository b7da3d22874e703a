# lesson 3: Slower with a second core
#
# question: Can two threads be slower than one?
# run: --gil cpython-2.7 --profile cpython-2.7
# watch: The missed wake-ups of the report. Python 2.7 drops the GIL after every 101 counted
#   instructions and takes it again at once. The thread that it has woken on the other core is
#   still on its way then, finds the GIL taken, and goes to sleep again.
# answer: Yes: under 2.7, on two cores, two threads take nearly twice the time of one. Each release
#   has become a system call, because a waiter is registered, and most of them wake nobody who
#   wins. On one core there is no such battle.
# known: 101: the check interval, 100, and one more (CPython 2.7, Python/ceval.c)
# try: gilsim run --cores 1 slower_threads
# try: gilsim compare --gil cpython-2.7,cpython-3.11 --cores 1,2 slower_threads
# try: gilsim compare --switch-interval 10,100,1000,100000 slower_threads
# prints: two threads on two cores are slower: True
# expect: exit_status is 0
# expect: printed.two_threads_over_one between 1.4 and 2.2, measured 1.86
# expect: gil_stats.missed_wakeups at least 100
# expect: gil_stats.handoffs at least 50
# expect: gil_stats.drop_requests is 0

from threading import Thread
from time import time


def work(iterations):
    total = 0
    for i in range(iterations):
        total += i


def timed(count, iterations):
    threads = [Thread(target=work, args=(iterations // count,)) for _ in range(count)]
    began = time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time() - began


if __name__ == "__main__":
    one, two = timed(1, 8000000), timed(2, 8000000)
    print(f"two threads over one: {two / one:.2f}")
    print("two threads on two cores are slower:", two > 1.3 * one)
