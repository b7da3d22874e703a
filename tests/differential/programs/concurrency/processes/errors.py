import multiprocessing
import time


def attempt(function, *args):
    try:
        print('returned', function(*args))
    except BaseException as exc:
        print(type(exc).__name__, exc)


if __name__ == '__main__':
    process = multiprocessing.Process(target=time.sleep, args=(0.3,))
    attempt(process.join)
    attempt(lambda: process.sentinel)
    attempt(process.is_alive)
    attempt(process.terminate)
    process.start()
    attempt(process.start)
    attempt(process.close)
    attempt(setattr, process, 'daemon', True)
    attempt(setattr, process, 'name', 5)
    process.join()
    attempt(process.start)
    process.close()
    attempt(process.is_alive)
    attempt(process.join)
    attempt(lambda: process.exitcode)
    print(repr(process).split(' ')[0], repr(process).split(' ')[-1])
    attempt(multiprocessing.Process, 1)
    attempt(multiprocessing.get_context, 'thread')
    attempt(multiprocessing.set_start_method, 'spawn')
    attempt(multiprocessing.get_context('fork').set_start_method, 'fork')
    print(multiprocessing.get_start_method(), multiprocessing.get_all_start_methods())
