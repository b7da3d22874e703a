# Generators: chained, sent to, delegating.
import sys


def count_to(n):
    i = 0
    while i < n:
        yield i
        i += 1


def odd(numbers):
    for number in numbers:
        if number % 2:
            yield number


def squares(numbers):
    for number in numbers:
        yield number * number


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def averager():
    total = 0
    count = 0
    while True:
        total += yield total // count if count else 0
        count += 1


def main(n):
    print(sum(squares(odd(count_to(n)))))
    depth = 1
    while 2 ** depth < n // 10:
        depth += 1
    print(sum(tree(depth)))
    average = averager()
    next(average)
    for i in range(n // 2):
        last = average.send(i)
    print(last, sum(i * 2 for i in range(n)))


main(int(sys.argv[1]))
