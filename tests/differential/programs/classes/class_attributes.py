# SPDX-License-Identifier: MIT
class Counter:
    instances = 0
    shared = []
    def __init__(self):
        Counter.instances += 1
        self.shared.append(self.instances)
        self.own = []
a, b = Counter(), Counter()
print(Counter.instances, a.shared, a.shared is b.shared, a.own is b.own)
a.instances = 99; print(a.instances, b.instances, Counter.instances)
del a.instances; print(a.instances)
print(sorted(k for k in vars(Counter) if not k.startswith('__')), vars(a), hasattr(Counter, 'own'))
Counter.new = lambda self: 'added'; print(a.new())
class Private:
    def __init__(self): self.__secret = 1; self._soft = 2
    def get(self): return self.__secret
p = Private(); print(p.get(), p._soft, p._Private__secret, vars(p))
p.__secret
