# SPDX-License-Identifier: MIT
import pprint
d={'name':'x'*30,'list':list(range(40)),'nested':{'a':[1,2,3]*8,'b':('tuple',)*12},'s':{3,1,2},'text':'The quick brown fox jumps over the lazy dog and then some more words follow here'}
pprint.pprint(d); pprint.pprint(d,width=40,indent=4); pprint.pprint(d,depth=1); pprint.pprint(list(range(50)),compact=True); pprint.pp({'b':1,'a':2}); print(pprint.pformat([['x'*30]*3]*2)); pprint.pprint('word '*40); pprint.pprint([('a',1)]*20); l=[1]; l.append(l); print(pprint.pformat(l)[:22]); pprint.pprint({1:{2:{3:{4:5}}}},depth=2); pprint.pprint({'k':frozenset(range(40))})
import collections; pprint.pprint(collections.OrderedDict((str(i)*10,i) for i in range(10))); pprint.pprint({2:1,'a':3})
