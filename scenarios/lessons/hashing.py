# lesson 11: When hashing drops the lock, and when not
#
# question: hashlib is compiled code that can drop the GIL. Do two threads hash twice as much?
# watch: The states of the threads: large pieces are hashed in the state native, small ones in the
#   state running.
# answer: That depends on the pieces. Two threads that hash a large piece each take 1.0 times as
#   long as one: the GIL is dropped. With pieces of 1000 bytes they take 2.0 times as long: to drop
#   the GIL and take it again would cost more than it gains, so hashlib keeps it below 2048 bytes.
# known: 2048 bytes: HASHLIB_GIL_MINSIZE (CPython, Modules/hashlib.h)
# try: gilsim explain --why hashing
# try: gilsim compare --cores 1,2 hashing
# expect: exit_status is 0
# expect: printed.large_pieces_by_two_threads between 0.95 and 1.1, says 1.0 times, measured 1.05
#   times
# expect: printed.small_pieces_by_two_threads between 1.9 and 2.1, says 2.0 times, measured 2.0
#   times

from hashlib import sha256
from threading import Thread
from time import perf_counter

LARGE, SMALL = bytes(4000000), bytes(1000)


def large():
    sha256(LARGE)


def small():
    for _ in range(1500):
        sha256(SMALL)


def timed(work, count):
    threads = [Thread(target=work) for _ in range(count)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return perf_counter() - began


if __name__ == "__main__":
    # Each thread does the whole task: 1 means that the second one costs no time.
    print(f"large pieces by two threads: {timed(large, 2) / timed(large, 1):.2f} times one")
    print(f"small pieces by two threads: {timed(small, 2) / timed(small, 1):.2f} times one")
