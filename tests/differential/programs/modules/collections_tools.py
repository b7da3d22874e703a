# SPDX-License-Identifier: MIT
from collections import Counter, defaultdict, OrderedDict, deque, ChainMap
c = Counter('hello world'); print(c.most_common(2), c['z'], c + Counter('lo'), c - Counter('l'), sum(c.values()), list(Counter(a=2).elements()))
d = defaultdict(list); d['a'].append(1); print(d, d['b'], len(d), dict(d))
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); q.rotate(1); print(q, q[0], q.pop(), q.popleft(), list(q))
o = OrderedDict(a=1, b=2); o.move_to_end('a'); print(o, o.popitem(last=False), list(o))
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(m['a'], m['b'], dict(m))
try: deque().pop()
except IndexError as e: print(e)
