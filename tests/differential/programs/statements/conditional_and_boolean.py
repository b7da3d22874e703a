# SPDX-License-Identifier: MIT
def t(x): print('t', x); return x
print(t(1) and t(0) and t(2)); print(t(0) or t('') or t('x')); print(t(1) if t(0) else t(2)); print(not t([]))
print([] or {} or 'default', None and 1, 0 if not [] else 1, bool([0]), bool(' '), bool(0.0), 1 == True, '' == False)
x = None
print(x or 'none', x is None, x is not None, (x or 5) + 1)
