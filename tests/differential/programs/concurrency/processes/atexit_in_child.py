import atexit
import multiprocessing

atexit.register(print, 'atexit of', 'main')


def work():
    atexit.register(print, 'never in a forked child')
    print('child')


if __name__ == '__main__':
    p = multiprocessing.Process(target=work)
    p.start()
    p.join()
    print('main')
