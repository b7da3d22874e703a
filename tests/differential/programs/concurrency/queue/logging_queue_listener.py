import logging
import logging.handlers
import queue
import sys
import threading

q = queue.Queue(-1)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter('%(threadName)s %(levelname)s %(message)s'))
listener = logging.handlers.QueueListener(q, handler)
root = logging.getLogger()
root.setLevel(logging.INFO)
root.addHandler(logging.handlers.QueueHandler(q))
listener.start()
logging.info('main %d', 1)


def work():
    logging.warning('from worker %s', 'x')
    try:
        1 / 0
    except ZeroDivisionError:
        logging.exception('failed')


t = threading.Thread(target=work, name='W')
t.start()
t.join()
listener.stop()
print('stopped')
