# lesson 20: A lock fixes it, and what the lock costs
#
# question: With a lock around the update, is the counter right? And what does that cost?
# run: --gil cpython-3.11
# watch: The states blocked_lock and wants_gil when both threads count: a thread that loses the GIL
#   inside the `with` block keeps the lock, and the other one runs into it.
# answer: It is right, under every version and every policy. Alone, the lock costs some tens of
#   nanoseconds an update, which more than doubles this small loop. Between two threads it costs
#   much more, because the GIL's turns and the lock's meet: a thread that runs into the lock gives
#   the GIL up and has to wait for both.
# try: gilsim explain --why locked_update
# try: gilsim compare --gil cpython-3.2,cpython-3.11,free-threaded locked_update
# prints: two threads count to 600000
# expect: exit_status is 0
# expect: printed.the_lock_costs between 25 and 160, measured 66 ns
# expect: printed.one_thread_with_the_lock between 1.5 and 4
# expect: printed.two_threads_with_the_lock at least 1

from threading import Lock, Thread
from time import perf_counter

ROUNDS = 300000
lock = Lock()
counter = 0


def plus_one(value):
    return value + 1


def count():
    global counter
    for _ in range(ROUNDS):
        counter = plus_one(counter)


def count_with_lock():
    global counter
    for _ in range(ROUNDS):
        with lock:
            counter = plus_one(counter)


def timed(work, count):
    global counter
    counter = 0
    threads = [Thread(target=work) for _ in range(count)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return perf_counter() - began


if __name__ == "__main__":
    plain, locked = timed(count, 1), timed(count_with_lock, 1)
    print(f"one thread with the lock: {locked / plain:.2f} times without")
    print(f"the lock costs: {(locked - plain) / ROUNDS * 1e9:.0f} ns an update")
    both = timed(count_with_lock, 2)
    print("two threads count to", counter)
    print(f"two threads with the lock: {both / locked:.2f} times one")
