# SPDX-License-Identifier: MIT
import logging, threading, sys
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format='%(threadName)s %(levelname)s %(message)s')
def work(n): logging.info('working on %d', n)
for i in range(3):
    t = threading.Thread(target=work, args=(i,), name=f'worker-{i}'); t.start(); t.join()
logging.info('main done')
