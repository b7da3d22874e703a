# SPDX-License-Identifier: MIT
import random
random.seed(7)
print([random.random() for _ in range(3)], random.randint(1,100), random.randrange(0,100,7), random.choice('abcdef'))
print(random.choices([1,2,3],k=5), random.choices('ab',weights=[1,9],k=5), random.sample(range(100),5), random.sample(range(10**6),3))
l=list(range(10)); random.shuffle(l); print(l)
print(random.uniform(1,2), random.gauss(0,1), random.gauss(), random.normalvariate(1,2), random.expovariate(2), random.betavariate(1,2), random.triangular(), random.gammavariate(.5,1), random.gammavariate(3,1),random.vonmisesvariate(1,2),random.lognormvariate(0,1),random.paretovariate(2),random.weibullvariate(1,2))
print(random.getrandbits(5), random.getrandbits(100), random.randbytes(5), random.getrandbits(0))
r=random.Random(42); print(r.random(), r.randint(1,6))
st=r.getstate(); a=r.random(); r.setstate(st); print(a==r.random())
for s in (0,-5,10**30,3.5): 
    random.seed(s); print(random.random())
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: random.choice([])); t(lambda: random.randint(5,1)); t(lambda: random.randrange(0)); t(lambda: random.sample({1,2},1)); t(lambda: random.sample([1],2)); t(lambda: random.randrange(1,5,0)); t(lambda: random.seed([])); t(lambda: random.choices([1],weights=[0])); t(lambda: random.choices([],k=1)); t(lambda: random.choices([1,2],5))
t(lambda: random.sample(['r','b'],counts=[2,3],k=3) and 1)
class R(random.Random):
    def random(self): return .25
t(lambda: (R().randint(1,100), R().choice('abcd')))
import pickle
r=random.Random(3); r.random(); t(lambda: pickle.loads(pickle.dumps(r)).random()==r.random())
