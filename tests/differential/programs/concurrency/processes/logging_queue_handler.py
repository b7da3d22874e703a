import logging
import logging.handlers
import multiprocessing
import sys


def worker(q, n):
    root = logging.getLogger()
    root.handlers = [logging.handlers.QueueHandler(q)]
    root.setLevel(logging.DEBUG)
    logging.getLogger('worker').info('message %d from %s', n, multiprocessing.current_process().name)


def listen(q, count):
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter('%(processName)s %(name)s %(levelname)s %(message)s'))
    for _ in range(count):
        handler.handle(q.get())


if __name__ == '__main__':
    q = multiprocessing.Queue()
    for n in range(3):
        p = multiprocessing.Process(target=worker, args=(q, n), name=f'W{n}')
        p.start()
        p.join()
    listen(q, 3)
