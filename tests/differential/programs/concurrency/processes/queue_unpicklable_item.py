import multiprocessing
import time


def consume(q):
    print(q.get())


if __name__ == '__main__':
    q = multiprocessing.Queue()
    q.put(lambda: 1)
    q.put('fine')
    p = multiprocessing.Process(target=consume, args=(q,))
    p.start()
    p.join()
