import multiprocessing
import sys
import time


class Nobody:
    def write(self, text):
        pass

    def flush(self):
        pass


def leave(code):
    sys.exit(code)


def fail():
    raise ValueError('in the child')


def run(target, *args):
    process = multiprocessing.Process(target=target, args=args)
    process.start()
    process.join()
    print(target.__name__, args, process.exitcode)


if __name__ == '__main__':
    sys.stderr = Nobody()
    run(leave, 0)
    run(leave, 5)
    run(leave, None)
    run(leave, 'text')
    run(fail)
    for end in ('terminate', 'kill'):
        process = multiprocessing.Process(target=time.sleep, args=(1000,))
        process.start()
        getattr(process, end)()
        process.join()
        print(end, process.exitcode, repr(process).split(' ')[-1])
