# SPDX-License-Identifier: MIT
#
# In which expressions can another thread get the GIL? Two threads do `counter = counter + EXPRESSION`
# over and over; an update is lost only if the lock changes hands between the load of `counter` and
# its store, and between them stands nothing but the expression and the addition. Runs on CPython 2.7
# to 3.13 and on gilsim; prints a line for each expression, in which updates were lost: yes or no.
import sys
from threading import Thread

ROUNDS = 30000
TURNS = 12
counter = 0
one = 1
items = [1]
pairs = {"a": 1}
flag = True


class Holder(object):
    value = 1

    def method(self):
        return 1

    def __neg__(self):
        return 1


holder = Holder()


def function():
    return 1


def nothing(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + 1


def global_load(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + one


def attribute(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + holder.value


def subscript(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + items[0]


def look_up(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + pairs["a"]


def build(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + [one, one][0]


def compare(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + (one == 1)


def forward_jump(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + (0 if not flag else 1)


def and_or(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + (flag and one)


def backward_jump(rounds):
    global counter
    for _ in range(rounds):
        seen = counter
        for _ in items:
            pass
        counter = seen + 1


def python_call(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + function()


def method_call(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + holder.method()


def special_method(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + (-holder)


def c_call(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + abs(one)


def c_method(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + items.count(1)


def c_len(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + len(items)


def c_isinstance(rounds):
    global counter
    for _ in range(rounds):
        counter = counter + isinstance(one, int)


def generator_step(rounds):
    global counter

    def ones():
        while True:
            yield 1

    steps = ones()
    for _ in range(rounds):
        seen = counter
        for step in steps:
            break
        counter = seen + step


PROBES = [
    nothing, global_load, attribute, subscript, look_up, build, compare, forward_jump, and_or,
    backward_jump, python_call, method_call, special_method, c_call, c_method, c_len, c_isinstance,
    generator_step,
]


def loses(probe):
    global counter
    for _ in range(TURNS):
        counter = 0
        threads = [Thread(target=probe, args=(ROUNDS,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if counter != 2 * ROUNDS:
            return True
    return False


if __name__ == "__main__":
    if hasattr(sys, "setswitchinterval"):
        sys.setswitchinterval(1e-5)
    else:
        sys.setcheckinterval(7)
    for probe in PROBES:
        print("%s %s" % (probe.__name__, "yes" if loses(probe) else "no"))
