# SPDX-License-Identifier: MIT
import pickle
from dataclasses import dataclass
@dataclass
class P: x: int; y: list
d = {'a': [1, 2.5, None], 'b': (True, 'é'), 'c': {1, 2}, 'p': P(1, [2])}
s = pickle.dumps(d); print(type(s), pickle.loads(s) == d, pickle.loads(s)['p'])
print(len(pickle.dumps([1, 2, 3])), len(pickle.dumps('abc')), pickle.loads(pickle.dumps(print)) is print)
try: pickle.dumps(lambda: 0)
except Exception as e: print(type(e).__name__, str(e)[:30])
