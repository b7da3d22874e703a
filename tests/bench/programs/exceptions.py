# Exceptions raised and caught, at once and through several frames, with finally and else.
import sys


class Odd(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


def check(number):
    if number % 2:
        raise Odd(number)
    return number


def through(number, log):
    try:
        return check(number)
    finally:
        log[0] += 1


def main(rounds):
    log = [0]
    caught = 0
    fine = 0
    missing = 0
    empty = {}
    for i in range(rounds):
        try:
            through(i, log)
        except Odd as error:
            caught += error.number % 10
        else:
            fine += 1
        try:
            empty[i]
        except KeyError:
            missing += 1
        try:
            int("x" if i % 16 == 0 else "7")
        except ValueError:
            missing += 1
    print(log[0], caught, fine, missing)


main(int(sys.argv[1]))
