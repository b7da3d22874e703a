import multiprocessing
import sys


def ok():
    return 'ignored'


def bad():
    raise TypeError('broken worker')


def leave():
    sys.exit(4)


if __name__ == '__main__':
    codes = {}
    for target in (ok, bad, leave):
        p = multiprocessing.Process(target=target, name=target.__name__)
        p.start()
        p.join()
        codes[p.name] = p.exitcode
    print(codes)
    if any(codes.values()):
        sys.exit(max(codes.values()))
