# Closures: cells read and written, functions passed and made.
import sys


def counter(start):
    value = start

    def step(by):
        nonlocal value
        value += by
        return value

    return step


def compose(outer, inner):
    return lambda x: outer(inner(x))


def main(rounds):
    first = counter(0)
    second = counter(1000)
    add_three = compose(lambda x: x + 1, lambda x: x + 2)
    total = 0
    for i in range(rounds):
        total += first(1) - second(2)
        total += add_three(i)
    print(total, first(0), second(0))
    makers = [counter(i) for i in range(rounds // 10)]
    print(sum(make(5) for make in makers))


main(int(sys.argv[1]))
