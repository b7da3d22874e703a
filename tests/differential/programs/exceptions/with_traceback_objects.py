# SPDX-License-Identifier: MIT
import sys
def a(): b()
def b(): c()
def c(): raise RuntimeError('deep')
try: a()
except RuntimeError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name, sorted(k for k in tb.tb_frame.f_locals if k in ('x', 'tb')))
        tb = tb.tb_next
print(sys.exc_info())
