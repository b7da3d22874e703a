# SPDX-License-Identifier: MIT
import warnings
def old():
    warnings.warn('old() is deprecated', DeprecationWarning, stacklevel=2)
    return 1
old()
warnings.warn('plain')
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    old(); warnings.warn('rec', UserWarning)
    print(len(w), [x.category.__name__ for x in w], w[1].message)
with warnings.catch_warnings():
    warnings.simplefilter('ignore'); warnings.warn('unseen')
warnings.simplefilter('error')
try: warnings.warn('as error')
except UserWarning as e: print('caught', e)
