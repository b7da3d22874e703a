import atexit
import multiprocessing
import sys

atexit.register(print, 'atexit of the parent')


def work(code):
    print('child', code, flush=True)
    sys.exit(code)


if __name__ == '__main__':
    for code in (0, 1, 255, 256, -1, True):
        process = multiprocessing.Process(target=work, args=(code,))
        process.start()
        process.join()
        print(process.exitcode, flush=True)
