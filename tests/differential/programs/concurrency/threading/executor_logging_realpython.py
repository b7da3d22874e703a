# lines: any order
import concurrent.futures
import logging
import sys
import time

logging.basicConfig(format='%(levelname)s: %(message)s', level=logging.INFO, stream=sys.stdout)


def thread_function(name):
    logging.info('Thread %s: starting', name)
    time.sleep(0.02)
    logging.info('Thread %s: finishing', name)


with concurrent.futures.ThreadPoolExecutor(max_workers=3) as executor:
    executor.map(thread_function, range(3))
