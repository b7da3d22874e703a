import multiprocessing
import os
import sys


def leave():
    print('not flushed')
    os._exit(7)


def flush_and_leave():
    print('flushed')
    sys.stdout.flush()
    try:
        os._exit(8)
    finally:
        print('never')


if __name__ == '__main__':
    for target in (leave, flush_and_leave):
        p = multiprocessing.Process(target=target)
        p.start()
        p.join()
        print(p.exitcode)
    print('main leaves', flush=True)
    os._exit(5)
