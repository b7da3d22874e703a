# SPDX-License-Identifier: MIT
#
# What one operation costs, in us. thread|process|handoff|events|lock|sleep0
import sys
from multiprocessing import Process
from threading import Event, Lock, Thread
from time import perf_counter, sleep


def nothing():
    pass


def start_and_join(make, rounds):
    began = perf_counter()
    for _ in range(rounds):
        worker = make(target=nothing)
        worker.start()
        worker.join()
    return (perf_counter() - began) / rounds


def answer(ping, pong, rounds):
    for _ in range(rounds):
        ping.acquire()
        pong.release()


def handoff(rounds):
    ping, pong = Lock(), Lock()
    ping.acquire()
    pong.acquire()
    thread = Thread(target=answer, args=(ping, pong, rounds))
    thread.start()
    began = perf_counter()
    for _ in range(rounds):
        ping.release()
        pong.acquire()
    elapsed = perf_counter() - began
    thread.join()
    return elapsed / rounds / 2


def answer_events(ping, pong, rounds):
    for _ in range(rounds):
        ping.wait()
        ping.clear()
        pong.set()


def events(rounds):
    ping, pong = Event(), Event()
    thread = Thread(target=answer_events, args=(ping, pong, rounds))
    thread.start()
    began = perf_counter()
    for _ in range(rounds):
        ping.set()
        pong.wait()
        pong.clear()
    elapsed = perf_counter() - began
    thread.join()
    return elapsed / rounds / 2


def lock_pair(rounds):
    lock = Lock()
    acquire, release = lock.acquire, lock.release
    began = perf_counter()
    for _ in range(rounds):
        pass
    empty = perf_counter() - began
    began = perf_counter()
    for _ in range(rounds):
        acquire()
        release()
    return (perf_counter() - began - empty) / rounds


def sleep_zero(rounds):
    began = perf_counter()
    for _ in range(rounds):
        sleep(0)
    return (perf_counter() - began) / rounds


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "thread":
        cost = start_and_join(Thread, 200)
    elif what == "process":
        cost = start_and_join(Process, 20)
    elif what == "handoff":
        cost = handoff(1000)
    elif what == "events":
        cost = events(1000)
    elif what == "lock":
        cost = lock_pair(20000)
    else:
        cost = sleep_zero(200)
    print(cost * 1e6)
