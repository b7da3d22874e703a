# lesson 6: On one core
#
# question: Two threads that compute, on one core only: how long is a turn then?
# run: --gil cpython-3.11 --cores 1
# watch: The states wants_gil and ready: who has lost the GIL also waits for the core. Only a
#   scheduling tick of the operating system, every 4 ms, gives it the core back.
# answer: 8.0 ms instead of the 5.1 ms on two cores. The loser can begin to wait for the GIL, and
#   its time-out of 5 ms can begin to run, only once it has a core; that is at the next tick. So a
#   turn is rounded up to whole ticks of 4 ms. The GIL and the scheduler are two authorities, and
#   neither knows the other.
# known: 5 ms is the switch interval, 4 ms the scheduling tick of Linux at 250 Hz
#   (runtime/profile/machines/reference.toml); 5.1 ms: see waiter_timeout
# try: gilsim run --cores 2 one_core
# try: gilsim compare --gil cpython-2.7,cpython-3.11 --cores 1,2 one_core
# expect: exit_status is 0
# expect: printed.a_turn between 7.6 and 8.3, says 8.0 ms, measured 8.0 ms
# expect: printed.a_turn / waiter_timeout.printed.a_turn_of_two_threads_at_5_ms between 1.4 and 1.7
# expect: gil_stats.drop_requests at least 20

from threading import Thread
from time import perf_counter


def compute(turns):
    start = began = last = perf_counter()
    while last - start < 0.2:
        now = perf_counter()
        if now - last > 0.0005:  # somebody else had the GIL meanwhile
            turns.append(last - began)
            began = now
        last = now


if __name__ == "__main__":
    turns = []
    threads = [Thread(target=compute, args=(turns,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"a turn: {sorted(turns)[len(turns) // 2] * 1000:.2f} ms")
