# SPDX-License-Identifier: MIT
import json
d={'a':[1,2.5,None,True,False,'é"\n\\\x01😀'],'b':{},'c':[],'d':{'x':(1,2)},1:2,None:3,2.5:4,True:5}
print(json.dumps(d)); print(json.dumps(d,indent=2)); print(json.dumps(d,indent='\t',ensure_ascii=False)); print(json.dumps({'b':1,'a':2},sort_keys=True,separators=(',',':')))
print(json.loads('{"a": [1, 2.0, -3e2, "x\\u00e9\\n\\ud83d\\ude00", null, true, false], "b": {}}'), json.loads(' [ ] '), json.loads('NaN'), json.loads('1.5e3'), json.loads(b'"x"'))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for s in ('', '{', '[1,', '{"a" 1}', '{"a":1,}', '[1 2]', '"abc', '"\\x"', '"\\u12"', 'nul', '1 2', "{'a':1}", '"a\nb"', '[1,]','{1:2}','tru','-','01','{"a":}','\ufeff1'):
    t(lambda: json.loads(s))
t(lambda: json.dumps(object)); t(lambda: json.dumps({(1,):2})); t(lambda: json.dumps({1,2})); l=[]; l.append(l); t(lambda: json.dumps(l)); t(lambda: json.dumps(float('nan'))); t(lambda: json.dumps(float('nan'),allow_nan=False)); t(lambda: json.loads(3)); t(lambda: json.dumps({(1,):2}, skipkeys=True))
class E(json.JSONEncoder):
    def default(self,o):
        if isinstance(o,set): return sorted(o)
        return super().default(o)
print(json.dumps({'s':{3,1}},cls=E), json.loads('{"a":1}',object_hook=lambda d:list(d)), json.loads('[1,2.5]',parse_float=str,parse_int=float), json.loads('{"a":1,"a":2}',object_pairs_hook=list))
import io; f=io.StringIO(); json.dump([1,{'a':2}],f,indent=1); print(f.getvalue()); f.seek(0); print(json.load(f))
