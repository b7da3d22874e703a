# SPDX-License-Identifier: MIT
import logging
logging.warning('to stderr')
logging.info('not shown')
logging.getLogger('x').error('named %d', 5)
log = logging.getLogger('app')
h = logging.StreamHandler(); h.setFormatter(logging.Formatter('[%(levelname)-8s] %(name)s: %(message)s')); log.addHandler(h); log.setLevel(logging.DEBUG); log.propagate = False
log.debug('d'); log.info('i %s', 'x'); log.critical('c')
try: {}['k']
except KeyError: log.exception('failed')
log.warning('bad args %d', 'x')
