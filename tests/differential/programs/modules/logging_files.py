# SPDX-License-Identifier: MIT
# options: --allow-write .
import logging
logging.basicConfig(filename='app.log', level=logging.DEBUG, format='%(levelname)s:%(message)s', filemode='w')
logging.debug('one'); logging.error('two'); logging.shutdown()
print(open('app.log').read(), end='')
h = logging.FileHandler('b.log', mode='w'); h.emit(logging.makeLogRecord({'msg': 'direct', 'levelname': 'X'})); h.close()
print(repr(open('b.log').read()))
