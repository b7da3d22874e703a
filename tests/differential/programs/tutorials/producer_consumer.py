# SPDX-License-Identifier: MIT
# producer consumer with sentinel, logging to stdout
import logging, queue, random, sys, threading, time
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format='(%(threadName)-9s) %(levelname)s %(message)s')
BUF_SIZE = 10
q = queue.Queue(BUF_SIZE)
class ProducerThread(threading.Thread):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, verbose=None):
        super(ProducerThread, self).__init__()
        self.target = target
        self.name = name
    def run(self):
        for item in range(3):
            logging.debug('Putting ' + str(item) + ' : ' + str(q.qsize()) + ' items in queue')
            q.put(item)
            time.sleep(0.1)
        q.put(None)
class ConsumerThread(threading.Thread):
    def __init__(self, name):
        super().__init__(name=name, daemon=True)
    def run(self):
        while (item := q.get()) is not None:
            time.sleep(0.02)
            logging.debug(f'Getting {item}')
        logging.info('done')
p = ProducerThread(name='producer'); c = ConsumerThread(name='consumer')
p.start(); time.sleep(0.001); c.start(); p.join(); c.join()
print(p.name, c.name, p.ident != c.ident, threading.current_thread().name)
