# SPDX-License-Identifier: MIT
class Proxy:
    def __init__(self, target): object.__setattr__(self, '_target', target)
    def __getattr__(self, name):
        print('getattr', name)
        return getattr(object.__getattribute__(self, '_target'), name)
    def __setattr__(self, name, value):
        print('setattr', name, value)
        setattr(self._target, name, value)
    def __delattr__(self, name):
        print('delattr', name)
        delattr(self._target, name)
    def __dir__(self): return ['b', 'a']
class T: pass
t = T(); p = Proxy(t)
p.x = 5
print(t.x, p.x)
del p.x
print(hasattr(p, 'x'), getattr(p, 'x', 'none'), dir(p))
class Logged:
    def __getattribute__(self, name):
        print('access', name)
        return super().__getattribute__(name)
    y = 3
print(Logged().y)
p.missing
