# Calls of a function that does nothing.
import sys


def nothing():
    pass


def main(count):
    for _ in range(count):
        nothing()


main(int(sys.argv[1]))
