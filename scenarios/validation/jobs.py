# SPDX-License-Identifier: MIT
#
# N computing jobs, each the whole task: in N workers of a kind, over one after the other.
# threads|processes|interpreters N ROUNDS
import sys
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from time import perf_counter

EXECUTORS = {
    "threads": ThreadPoolExecutor,
    "processes": ProcessPoolExecutor,
    "interpreters": InterpreterPoolExecutor,
}


def fibonacci(rounds):
    a, b = 0, 1
    for _ in range(rounds):
        a, b = b, (a + b) % 1000003
    return b


def warm(rounds):
    return rounds


if __name__ == "__main__":
    kind, count, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    began = perf_counter()
    for _ in range(count):
        fibonacci(rounds)
    sequential = perf_counter() - began
    with EXECUTORS[kind](max_workers=count) as executor:
        list(executor.map(warm, range(count)))
        began = perf_counter()
        list(executor.map(fibonacci, [rounds] * count))
        print((perf_counter() - began) / sequential)
