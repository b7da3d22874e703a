import multiprocessing
import os
import sys

os.environ['GREETING'] = 'hello'


def child(q):
    q.put((os.environ.get('GREETING'), len(sys.argv), __name__))


if __name__ == '__main__':
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=child, args=(q,))
    p.start()
    print(q.get())
    p.join()
