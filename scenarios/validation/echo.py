# SPDX-License-Identifier: MIT
#
# A thread that echoes one byte to a client process, beside K computing threads: requests a second,
# over ROUNDS requests. K ROUNDS
import sys
from multiprocessing import Pipe, Process
from threading import Thread
from time import perf_counter


def ask(end, rounds):
    for _ in range(rounds):
        end.send_bytes(b"x")
        end.recv_bytes()
    end.close()


def compute():
    while not done:
        pass


if __name__ == "__main__":
    done = False
    computing, rounds = int(sys.argv[1]), int(sys.argv[2])
    here, there = Pipe()
    client = Process(target=ask, args=(there, rounds))
    threads = [Thread(target=compute, daemon=True) for _ in range(computing)]
    client.start()
    for thread in threads:
        thread.start()
    began = perf_counter()
    for _ in range(rounds):
        here.send_bytes(here.recv_bytes())
    elapsed = perf_counter() - began
    done = True
    client.join()
    print(rounds / elapsed)
