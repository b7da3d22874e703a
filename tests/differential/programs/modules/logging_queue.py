# SPDX-License-Identifier: MIT
import logging, logging.handlers, queue, sys
q = queue.Queue()
root = logging.getLogger(); root.setLevel(logging.DEBUG); root.addHandler(logging.handlers.QueueHandler(q))
listener = logging.handlers.QueueListener(q, logging.StreamHandler(sys.stdout)); listener.start()
for i in range(3): logging.info('message %d', i)
listener.stop(); print('stopped', q.empty())
m = logging.handlers.MemoryHandler(10, target=logging.StreamHandler(sys.stdout)); log = logging.getLogger('mem'); log.propagate = False; log.addHandler(m)
log.info('kept'); print('before'); log.error('flushes')
