# lines: any order
import concurrent.futures
import logging
import queue
import sys
import threading
import time


def producer(q, event):
    n = 0
    while not event.is_set():
        message = n
        n += 1
        q.put(message)
        time.sleep(0.004)
    logging.info('Producer received event. Exiting')


def consumer(q, event, got):
    while not event.is_set() or not q.empty():
        try:
            got.append(q.get(timeout=0.02))
        except queue.Empty:
            pass
    logging.info('Consumer received event. Exiting')


logging.basicConfig(format='%(message)s', level=logging.INFO, stream=sys.stdout)
pipeline = queue.Queue(maxsize=10)
event = threading.Event()
got = []
with concurrent.futures.ThreadPoolExecutor(max_workers=2) as executor:
    executor.submit(producer, pipeline, event)
    executor.submit(consumer, pipeline, event, got)
    time.sleep(0.05)
    logging.info('Main: about to set event')
    event.set()
print(got == list(range(len(got))), len(got) > 2)
