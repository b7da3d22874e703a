# lines: any order
from multiprocessing import Process
import os


def info(title):
    print(title)
    print('module name:', __name__)
    print('has parent:', os.getppid() > 0)


def f(name):
    info('function f')
    print('hello', name)


if __name__ == '__main__':
    info('main line')
    p = Process(target=f, args=('bob',))
    p.start()
    p.join()
