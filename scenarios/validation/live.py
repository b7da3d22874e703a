# SPDX-License-Identifier: MIT
# What `gilsim validate --live` runs, in gilsim and in CPython: prints the seconds that a piece of
# work takes. Arguments: what, and in how many parts.
import sys
import time
from multiprocessing import Process, Queue
from threading import Thread

NUMBERS = 10_000_000


def count(start, end):
    total = 0
    for i in range(start, end):
        total += i
    return total


def put_count(start, end, results):
    results.put(count(start, end))


def part(k, parts):
    return NUMBERS * k // parts, NUMBERS * (k + 1) // parts


def run(workers):
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def threads(parts):
    run([Thread(target=count, args=part(k, parts)) for k in range(parts)])


def processes(parts):
    results = Queue()
    run([Process(target=put_count, args=part(k, parts) + (results,)) for k in range(parts)])
    assert sum(results.get() for _ in range(parts)) == NUMBERS * (NUMBERS - 1) // 2


def native(parts):
    from native import Worker
    numbers = 20 * NUMBERS
    run([Worker(numbers * k // parts, numbers * (k + 1) // parts) for k in range(parts)])


def hashing(parts):
    from hashlib import pbkdf2_hmac
    rounds = 200_000 // parts
    work = ("sha256", b"word", b"salt", rounds)
    run([Thread(target=pbkdf2_hmac, args=work) for _ in range(parts)])


def sleepers(parts):
    for _ in range(4 // parts):
        run([Thread(target=time.sleep, args=(0.1,)) for _ in range(parts)])


def convoy(parts):
    """Short sleeps, alone or beside a thread that computes."""
    stop = []

    def compute():
        while not stop:
            pass

    beside = [Thread(target=compute) for _ in range(parts - 1)]
    for thread in beside:
        thread.start()
    for _ in range(100):
        time.sleep(0.0003)
    stop.append(True)
    for thread in beside:
        thread.join()


if __name__ == "__main__":
    begin = time.perf_counter()
    globals()[sys.argv[1]](int(sys.argv[2]))
    print(time.perf_counter() - begin)
