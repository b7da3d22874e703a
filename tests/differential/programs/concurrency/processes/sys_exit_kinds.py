import multiprocessing
import os
import sys


def quit_with(value):
    sys.exit(value)


def quit_os(value):
    os._exit(value)


def raise_it():
    raise KeyboardInterrupt


if __name__ == '__main__':
    for value in (0, 5, None, 'message', True, 256 + 7):
        p = multiprocessing.Process(target=quit_with, args=(value,))
        p.start()
        p.join()
        print(repr(value), p.exitcode)
    p = multiprocessing.Process(target=quit_os, args=(9,))
    p.start()
    p.join()
    print(p.exitcode)
