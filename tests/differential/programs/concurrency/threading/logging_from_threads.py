import logging
import sys
import threading

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format='[%(levelname)s] (%(threadName)-10s) %(message)s')


def worker(n):
    logging.debug('Starting')
    logging.info('value %d', n)
    logging.debug('Exiting')


for i in range(2):
    t = threading.Thread(target=worker, args=(i,), name=f'worker-{i}')
    t.start()
    t.join()
t = threading.Thread(target=worker, args=('not a number',))
t.start()
t.join()
