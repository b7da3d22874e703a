# SPDX-License-Identifier: MIT
import sys, traceback, logging
logger = logging.getLogger(__name__)
logging.basicConfig(stream=sys.stdout, format='%(levelname)-8s|%(name)s|%(funcName)s:%(lineno)d|%(message)s')
def divide(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        logger.exception("cannot divide %r by %r", a, b)
        logger.error("again", exc_info=True)
        logger.warning("stack", stack_info=True)
    finally:
        logger.critical('finally')
divide(1, 0)
logger.info('unseen')
logger.log(35, 'custom level')
logging.addLevelName(35, 'NOTICE')
logger.log(35, 'custom level')
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter('{levelname} {message}', style='{'))
l2 = logging.getLogger('app.db')
l2.addHandler(h); l2.propagate = False
l2.warning('x=%s', {'a': 1})
print(l2, logger, logging.getLogger(), h)
print(l2.parent, l2.getEffectiveLevel(), l2.isEnabledFor(10), l2.hasHandlers())
class F(logging.Filter):
    def filter(self, record):
        record.user = 'bob'
        return 'secret' not in record.getMessage()
l2.addFilter(F())
h.setFormatter(logging.Formatter('$levelname $user $message', style='$'))
l2.error('hi'); l2.error('secret')
ad = logging.LoggerAdapter(l2, {'k': 1}); ad.error('from adapter')
logging.disable(logging.ERROR); l2.error('no'); l2.critical('yes')
try:
    logging.getLogger('z').setLevel('NOPE')
except ValueError as e: print(e)
print(logging.getLevelName(10), logging.getLevelName('INFO'), logging.getLevelName(11))
logging.disable(logging.NOTSET)
