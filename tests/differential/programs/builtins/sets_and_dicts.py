# SPDX-License-Identifier: MIT
a = {1, 2, 3}; b = {3, 4}
print(a | b, a & b, a - b, a ^ b, a < b, {1} < a, a >= {1, 2}, a.isdisjoint({9}))
a |= {7}; a.add(8); a.discard(99); a.remove(1); print(a, len(a), 7 in a)
try: a.remove(99)
except KeyError as e: print(repr(e))
print(frozenset([1, 2]) == {1, 2}, {frozenset([1]): 'x'}, a.union([1], (2,)), a.copy() is a, set('a'))
d = {'a': 1, 'b': 2}
d['c'] = 3; d.update(d=4, e=5); print(d, d.pop('a'), d.pop('zz', None), d.setdefault('q', []), d.get('nope'), d.get('nope', 1))
print(list(d), d.keys(), d.values(), d.items(), 'b' in d, len(d), d.popitem())
print(d | {'z': 1}, dict.fromkeys('ab', 0), dict([('k', 'v')]), dict(a=1), {1: 'int', 1.0: 'float', True: 'bool'})
print(d.keys() & {'b', 'x'}, d.keys() - {'b'} == {'c', 'd', 'e'}, ('b', 2) in d.items())
d2 = d.copy(); d2.clear(); print(d2, bool(d2), d == dict(d), {'a': 1, 'b': 2} == {'b': 2, 'a': 1})
print({i: i * i for i in range(5)}, dict(zip('ab', [1, 2])), [*d], {**d, 'x': 0})
for k, v in d.items(): print(k, v)
print({3, 1, 2}, {10, 5, 20, 15}, set(range(20, 0, -3)))
print(dict(enumerate('ab')), sorted({'b': 1, 'a': 2}.items()))
d['zzz']
