# SPDX-License-Identifier: MIT
import logging, sys, io
logging.basicConfig(level=logging.DEBUG, format='%(levelname)s:%(name)s:%(threadName)s:%(processName)s:%(filename)s:%(lineno)d:%(funcName)s:%(message)s', stream=sys.stdout)
log=logging.getLogger('app.mod')
def f():
    log.debug('d %d', 1); log.info('i %s %s', 'a', 'b'); log.warning('w'); log.error('e'); log.critical('c')
f()
logging.info('root %(x)s', {'x':1})
try: 1/0
except ZeroDivisionError: log.exception('oops')
child=log.getChild('kid'); child.setLevel(logging.ERROR); child.warning('no'); child.error('yes')
print(log, child, logging.getLogger() , logging.getLevelName(20), logging.getLevelName('INFO'), logging.getLevelName(15), logging.root.handlers)
h=logging.StreamHandler(io.StringIO()); h.setFormatter(logging.Formatter('{levelname} {message}', style='{')); l2=logging.getLogger('other'); l2.addHandler(h); l2.propagate=False; l2.warning('styled'); print(repr(h.stream.getvalue()), h)
log.info('bad %d', 'x') if 0 else None
class F(logging.Filter):
    def filter(self, r): return 'secret' not in r.getMessage()
log.addFilter(F()); log.info('secret thing'); log.info('open thing')
ad=logging.LoggerAdapter(log, {'user':'bob'}); ad.info('adapted')
log.info('stack', stack_info=False); log.log(25,'custom'); logging.addLevelName(25,'NOTICE'); log.log(25,'custom2')
logging.disable(logging.ERROR); log.error('disabled'); log.critical('still'); logging.disable(logging.NOTSET)
try: log.setLevel('NOPE')
except ValueError as e: print(e)
lg=logging.getLogger('x'); print(lg is logging.getLogger('x'), lg.isEnabledFor(10), lg.getEffectiveLevel(), lg.hasHandlers(), lg.parent)
log.warning('extra', extra={'a':1}); log.info('one arg %s', ('t',)); log.info('no args %s')
import warnings; warnings.simplefilter('error')
try: warnings.warn('err')
except UserWarning as e: print('caught', e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('rec', DeprecationWarning); print(len(w), w[0].category, w[0].message)
