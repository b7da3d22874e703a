# SPDX-License-Identifier: MIT
# What `gilsim calibrate` measures, in CPython, and counts, in gilsim. Arguments: the name of a
# piece of work (or `all`), how many turns of it (0: as many as it says itself), how often. Prints
# for each a line: its name, the turns, and what they took each time, in seconds.
import pickle
import sys
import time

# --- instructions: each loop is heavy in one kind of them ---


def loop(n):
    for i in range(n):
        pass


def add(n):
    total = 0
    for i in range(n):
        total += i
    return total


def locals_(n):
    a, b, c = 1, 2, 3
    for i in range(n):
        a = b
        b = c
        c = a
        a = c
        b = a
        c = b


GLOBAL = 7


def globals_(n):
    for i in range(n):
        GLOBAL
        len
        GLOBAL
        len


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def nothing(self):
        pass


def attributes(n):
    p = Point(1, 2)
    for i in range(n):
        p.x
        p.y = i
        p.x = p.y


def methods(n):
    p = Point(1, 2)
    for i in range(n):
        p.nothing()


def instances(n):
    for i in range(n):
        Point(i, i)


def nothing():
    pass


def one(a):
    return a


def calls(n):
    f = nothing
    for i in range(n):
        f()


def calls_with_argument(n):
    f = one
    for i in range(n):
        f(f(i))


def native_calls(n):
    f = abs
    for i in range(n):
        f(i)


def recursion(n):
    def fib(k):
        if k < 2:
            return k
        return fib(k - 1) + fib(k - 2)
    for i in range(n):
        fib(6)


def comparisons(n):
    a = 5
    for i in range(n):
        if i < a:
            pass
        if i == a:
            pass


def while_loop(n):
    i = 0
    while i < n:
        i += 1


def arithmetic(n):
    a = 3
    for i in range(n):
        i * a + i - a


def floats(n):
    x = 0.5
    for i in range(n):
        x = x * 0.5 + 1.25


def divisions(n):
    for i in range(n):
        i // 3
        i % 7


def subscripts(n):
    xs = [1, 2, 3, 4]
    for i in range(n):
        xs[0] = xs[1]
        xs[2] = xs[3]


def dict_items(n):
    table = {"a": 1, "b": 2}
    for i in range(n):
        table["a"]
        table["b"] = i


def tuples(n):
    for i in range(n):
        a, b = i, n
        (a, b, i)


def lists(n):
    for i in range(n):
        [i, i]


def appends(n):
    xs = []
    for i in range(n):
        xs.append(i)


def comprehensions(n):
    for i in range(n // 10):
        [k for k in range(10)]


def generators(n):
    def count(k):
        while k:
            yield k
            k -= 1
    for i in count(n):
        pass


def closures(n):
    total = 0

    def step():
        nonlocal total
        total += 1
    for i in range(n):
        step()


def exceptions(n):
    for i in range(n):
        try:
            raise ValueError
        except ValueError:
            pass


# --- work inside of functions that are compiled ---


def elements(n):
    xs = list(range(100))
    for i in range(n // 100):
        sum(xs)


def copies(n):
    xs = list(range(100))
    for i in range(n // 100):
        xs[:]


def sorting(n):
    xs = [i * 7919 % 1009 for i in range(100)]
    for i in range(n // 100):
        sorted(xs)


def lookups(n):
    words = [str(i) for i in range(100)]
    for i in range(n // 100):
        set(words)


def digits(n):
    a = 7 ** 2000
    for i in range(n // 100):
        a * a


def characters(n):
    words = ["abcdefgh"] * 100
    for i in range(n // 100):
        " ".join(words)


def texts(n):
    for i in range(n):
        str(i)


# --- what the system does ---


def threads(n):
    from threading import Thread
    for i in range(n):
        thread = Thread(target=nothing)
        thread.start()
        thread.join()


def start_processes(n, method):
    from multiprocessing import get_context
    process_type = get_context(method).Process
    for i in range(n):
        process = process_type(target=nothing)
        process.start()
        process.join()


def forks(n):
    start_processes(n, "fork")


def spawns(n):
    start_processes(n, "spawn")


def handoffs(n):
    from threading import Lock, Thread
    mine, other = Lock(), Lock()
    mine.acquire()
    other.acquire()

    def answer():
        for i in range(n):
            other.acquire()
            mine.release()
    thread = Thread(target=answer)
    thread.start()
    for i in range(n):
        other.release()
        mine.acquire()
    thread.join()


SLEEP = 0.003


def sleeps(n):
    for i in range(n):
        time.sleep(SLEEP)


ROWS = [(i, str(i), i * 0.5) for i in range(2000)]


def pickling(n):
    for i in range(n):
        pickle.dumps(ROWS, 4)


def unpickling(n):
    text = pickle.dumps(ROWS, 4)
    for i in range(n):
        pickle.loads(text)


def copying(n):
    import os
    reader, writer = os.pipe()
    block = b"x" * 32768
    for i in range(n):
        os.write(writer, block)
        os.read(reader, 32768)
    os.close(reader)
    os.close(writer)


# Name, work, turns; and whether it is the processor's time that counts.
WORK = [(f.__name__.rstrip("_"), f, turns, True) for f, turns in [
    (loop, 200000), (add, 200000), (locals_, 100000), (globals_, 100000), (attributes, 50000),
    (methods, 50000), (instances, 20000), (calls, 50000), (calls_with_argument, 30000),
    (native_calls, 50000), (recursion, 3000), (comparisons, 50000), (while_loop, 100000),
    (arithmetic, 50000), (floats, 100000), (divisions, 50000), (subscripts, 50000),
    (dict_items, 50000), (tuples, 50000), (lists, 50000), (appends, 100000),
    (comprehensions, 50000), (generators, 50000), (closures, 50000), (exceptions, 10000),
    (elements, 300000), (copies, 500000), (sorting, 50000), (lookups, 50000), (digits, 10000),
    (characters, 200000), (texts, 20000), (pickling, 2), (unpickling, 2), (copying, 100)]] + [
    (f.__name__, f, turns, False) for f, turns in [
        (threads, 30), (forks, 2), (spawns, 1), (handoffs, 300), (sleeps, 5)]]


def measure(name, work, turns, is_processor_time, times):
    clock = time.process_time if is_processor_time else time.perf_counter
    work(max(turns // 10, 1))
    seconds = []
    for i in range(times):
        start = clock()
        work(turns)
        seconds.append(clock() - start)
    print(name, turns, *["%.9f" % s for s in seconds], flush=True)


def main():
    name, turns, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if name == "sizes":
        text = pickle.dumps(ROWS, 4)
        print(len(text))
        return
    for own_name, work, own_turns, is_processor_time in WORK:
        if name not in ("all", own_name):
            continue
        try:
            measure(own_name, work, turns or own_turns, is_processor_time, times)
        except NotImplementedError as error:  # what this Python has not is left out
            print(error, file=sys.stderr)


if __name__ == "__main__":
    main()
