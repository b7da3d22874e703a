# lesson 5: A waiter's time-out
#
# question: The switch interval of Python 3 is 5 ms. Does a thread give the GIL away every 5 ms?
# run: --gil cpython-3.11
# watch: A thread that computes sees in its own clock when it was away. Alone it never is: nobody
#   waits, so nobody asks. In the trace each handoff follows a drop_request of the waiter.
# answer: No. The interval is how long a waiter waits before it asks; the holder then drops the GIL
#   at its next check point. So a turn is a little longer than the interval, 5.1 ms, by what it
#   takes a timer to fire and a thread to wake up; with `sys.setswitchinterval(0.001)` it is 1.1
#   ms. A thread that nobody waits for keeps the GIL as long as it likes.
# known: 5 ms is the switch interval (sys.getswitchinterval of CPython 3.2 and later)
# try: gilsim trace -o turns.txt waiter_timeout
# try: gilsim compare --switch-interval 100us,1ms,5ms,20ms two_threads
# try: gilsim explain switch-interval
# prints: turns that one thread gave away: 0
# expect: exit_status is 0
# expect: printed.a_turn_of_two_threads_at_5_ms between 5.03 and 5.35, says 5.1 ms, measured 5.12
#   ms
# expect: printed.a_turn_of_two_threads_at_1_ms between 1.03 and 1.25, says 1.1 ms
# expect: gil_stats.drop_requests at least 40

import sys
from threading import Thread
from time import perf_counter


def compute(turns, seconds):
    start = began = last = perf_counter()
    while last - start < seconds:
        now = perf_counter()
        if now - last > 0.0005:  # somebody else had the GIL meanwhile
            turns.append(last - began)
            began = now
        last = now


def turns_of(count, interval):
    sys.setswitchinterval(interval)
    turns = []
    threads = [Thread(target=compute, args=(turns, 0.08)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(turns)


def middle(turns):
    return turns[len(turns) // 2] * 1000


if __name__ == "__main__":
    print("turns that one thread gave away:", len(turns_of(1, 0.005)))
    print(f"a turn of two threads at 5 ms: {middle(turns_of(2, 0.005)):.2f} ms")
    print(f"a turn of two threads at 1 ms: {middle(turns_of(2, 0.001)):.2f} ms")
