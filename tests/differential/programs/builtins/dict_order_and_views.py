# SPDX-License-Identifier: MIT
d = {'z': 1, 'a': 2}; d['m'] = 3; d['z'] = 9; print(d, list(d.values()))
keys = d.keys(); d['new'] = 0; print(keys, 'new' in keys, len(keys), keys & {'a', 'q'}, list(reversed(d)))
del d['z']; d['z'] = 1; print(list(d)); print(d.items() == {'a': 2, 'm': 3, 'new': 0, 'z': 1}.items(), sorted(d.items(), key=lambda kv: kv[1]))
try:
    for k in d: del d[k]
except RuntimeError as e: print(e)
a = {'x': {'y': 1}}; b = a.copy(); b['x']['y'] = 2; print(a, a is b, a == b, dict(a) is a)
print({}.get('x'), {1: 'a', 2: 'b'}.popitem(), {'a': 1}.setdefault('b', []), dict.fromkeys('aab', 0), max({'a': 3, 'b': 5}.items(), key=lambda p: p[1]))
