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
        b = 4
        c = a
        a = 5
        b = c
        c = 6


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


def larger(a, b):
    if a < b:
        return b
    return a


def calls(n):
    f = larger
    for i in range(n):
        f(i, n)


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


def long_divisions(n):
    a = 2 ** 31
    b = 2 ** 45 + 12345
    for i in range(n):
        b // a
        b % a


def subscripts(n):
    xs = [1, 2, 3, 4]
    k = 3
    for i in range(n):
        xs[0] = xs[k]
        xs[k] = i


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
        [k for k in range(1000, 1010)]


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


def fail():
    raise ValueError


def fail_inside():
    fail()


def exceptions_in_frames(n):
    for i in range(n):
        try:
            fail_inside()
        except ValueError:
            pass


class Empty:
    pass


def objects(n):
    for i in range(n):
        Empty()


class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def diameter(self):
        return 2 * self.radius


def properties(n):
    circle = Circle(3)
    for i in range(n):
        circle.diameter


def functions(n):
    for i in range(n):
        lambda: i


def short_generators(n):
    def twice(k):
        yield k
        yield k
    for i in range(n):
        for k in twice(i):
            pass


def list_slices(n):
    xs = [1, 2, 3, 4, 5]
    for i in range(n):
        xs[1:4]


def dict_methods(n):
    table = {"a": 1}
    for i in range(n):
        table.get("a")
        "b" in table


def kept_objects(n):
    [[None] for i in range(n)]


KEPT = []


def fresh_memory(n):
    KEPT.append([None] * n)


# --- work inside of functions that are compiled ---


def elements(n):
    xs = list(range(100))
    for i in range(n // 100):
        sum(xs)


def copies(n):
    xs = list(range(100))
    for i in range(n // 100):
        xs[:]


SHUFFLED = []


# In no order, and so many that no processor remembers how they compare.
def shuffled():
    if not SHUFFLED:
        for k in range(0, 50000, 1000):
            SHUFFLED.append([(i * 1103515245 + i * i * 12345) // 65536 % 32749
                             for i in range(k, k + 1000)])
    return SHUFFLED


def sorting(n):
    lists = shuffled()
    for i in range(n // 1000):
        sorted(lists[i % 50])


def lookups(n):
    words = [str(i) for i in range(100)]
    for i in range(n // 100):
        set(words)


def digits(n):
    a = 7 ** 2000
    for i in range(n // 100):
        a * a


def digit_divisions(n):
    a = 7 ** 2000
    b = 7 ** 1000
    for i in range(n // 100):
        a // b


def characters(n):
    words = ["abcdefgh"] * 100
    for i in range(n // 100):
        " ".join(words)


def texts(n):
    for i in range(n):
        str(i)


def text_slices(n):
    text = "abcdefgh"
    for i in range(n):
        text[2:6]


def text_methods(n):
    text = "abcdefgh"
    for i in range(n):
        text.upper()
        text.find("g")


def formats(n):
    for i in range(n):
        f"{i:06d}"
        "%d" % i


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
    (arithmetic, 50000), (floats, 100000), (divisions, 50000), (long_divisions, 50000),
    (subscripts, 50000), (dict_items, 50000), (tuples, 50000), (lists, 50000), (appends, 100000),
    (comprehensions, 50000), (generators, 50000), (closures, 50000), (exceptions, 10000),
    (exceptions_in_frames, 10000), (objects, 20000), (properties, 50000), (functions, 50000),
    (short_generators, 10000), (list_slices, 50000), (dict_methods, 50000),
    (kept_objects, 50000), (fresh_memory, 1000000), (elements, 300000), (copies, 500000),
    (sorting, 50000), (lookups, 50000), (digits, 10000), (digit_divisions, 10000),
    (characters, 200000), (texts, 20000),
    (text_slices, 50000), (text_methods, 50000), (formats, 20000), (pickling, 2),
    (unpickling, 2), (copying, 100)]] + [
    (f.__name__, f, turns, False) for f, turns in [
        (threads, 30), (forks, 2), (spawns, 1), (handoffs, 300), (sleeps, 5)]]


def seconds_of(work, turns, is_processor_time):
    clock = time.process_time if is_processor_time else time.perf_counter
    start = clock()
    work(turns)
    return clock() - start


def main():
    name, own_turns, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if name == "sizes":
        text = pickle.dumps(ROWS, 4)
        print(len(text))
        return
    pieces = []
    for own_name, work, turns, is_processor_time in WORK:
        if name not in ("all", own_name):
            continue
        turns = own_turns or turns
        try:
            seconds_of(work, turns, is_processor_time)  # what the first time costs more
        except NotImplementedError as error:  # what this Python has not is left out
            print(error, file=sys.stderr)
        else:
            pieces.append((own_name, work, turns, is_processor_time, []))
    # In rounds: a machine that is slow for a while is so for all pieces.
    for i in range(times):
        for own_name, work, turns, is_processor_time, seconds in pieces:
            seconds.append(seconds_of(work, turns, is_processor_time))
    for own_name, work, turns, is_processor_time, seconds in pieces:
        print(own_name, turns, *["%.9f" % s for s in seconds])


if __name__ == "__main__":
    main()
