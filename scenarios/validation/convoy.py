# SPDX-License-Identifier: MIT
#
# A thread ping-pongs one byte with a process that waits 300 us, beside K computing threads: the
# median round trip in us. K
import sys
from multiprocessing import Pipe, Process
from threading import Thread
from time import perf_counter, sleep

ROUNDS = 60


def answer(end):
    for _ in range(ROUNDS):
        byte = end.recv_bytes()
        sleep(0.0003)
        end.send_bytes(byte)


def compute():
    while not done:
        pass


if __name__ == "__main__":
    done = False
    here, there = Pipe()
    process = Process(target=answer, args=(there,))
    process.start()
    threads = [Thread(target=compute, daemon=True) for _ in range(int(sys.argv[1]))]
    for thread in threads:
        thread.start()
    rounds = []
    for _ in range(ROUNDS):
        began = perf_counter()
        here.send_bytes(b"x")
        here.recv_bytes()
        rounds.append(perf_counter() - began)
    done = True
    process.join()
    print(sorted(rounds)[ROUNDS // 2] * 1e6)
