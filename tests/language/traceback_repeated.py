# Lines that repeat are counted; recursion ends in RecursionError.
import sys


def down(n):
    if n:
        down(n - 1)
    else:
        1 / 0


def show(n):
    try:
        down(n)
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())


for n in (1, 2, 3, 4, 10):
    show(n)


def ping(n):
    return pong(n)


def pong(n):
    if n == 0:
        raise ValueError(n)
    return ping(n - 1)


try:
    ping(3)
except ValueError:
    sys.excepthook(*sys.exc_info())


def endless():
    endless()


endless()
