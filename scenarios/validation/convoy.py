# SPDX-License-Identifier: MIT
#
# A thread ping-pongs one byte with a process that waits REPLY us before it answers, beside K
# computing threads. median: the round trip in us; slow: the share of round trips that take an
# interval or more, in %; double: the share that take two, in %. WHAT K REPLY [ROUNDS]
import sys
from multiprocessing import Pipe, Process
from threading import Thread
from time import perf_counter, sleep

ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 60
INTERVAL = 5000


def answer(end, reply):
    for _ in range(ROUNDS):
        byte = end.recv_bytes()
        if reply > 0:
            sleep(reply * 1e-6)
        end.send_bytes(byte)


def compute():
    while not done:
        pass


if __name__ == "__main__":
    done = False
    here, there = Pipe()
    process = Process(target=answer, args=(there, int(sys.argv[3])))
    process.start()
    threads = [Thread(target=compute, daemon=True) for _ in range(int(sys.argv[2]))]
    for thread in threads:
        thread.start()
    rounds = []
    for _ in range(ROUNDS):
        began = perf_counter()
        here.send_bytes(b"x")
        here.recv_bytes()
        rounds.append((perf_counter() - began) * 1e6)
    done = True
    process.join()
    if sys.argv[1] == "median":
        print(sorted(rounds)[ROUNDS // 2])
    else:
        least = INTERVAL * (2 if sys.argv[1] == "double" else 1)
        print(100 * sum(1 for trip in rounds if trip >= least) / ROUNDS)
