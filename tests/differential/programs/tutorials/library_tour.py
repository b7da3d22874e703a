# SPDX-License-Identifier: MIT
import json, pickle, copy, re, string, textwrap, pprint, io, csv, hashlib, base64, uuid, random, statistics, math, operator, heapq, bisect, struct, zlib, secrets, itertools
data = {'name': 'Ünï', 'list': [1, 2.5, None, True], 'nested': {'a': [], 'b': {}}, 'e': 1e100, 3: 'int key'}
print(json.dumps(data)); print(json.dumps(data, indent=2, sort_keys=False, ensure_ascii=False)); print(json.dumps(data['list'], separators=(',', ':')), json.loads('{"a": [1, 2, {"b": null}], "c": -1.5e3}'))
for bad in ('', '{', '{"a" 1}', '[1,]', "{'a': 1}", 'nul', '{"a":1} x', '"\x01"'):
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(repr(bad), e, e.pos, e.lineno)
try: json.dumps({1, 2})
except TypeError as e: print(e)
try: json.dumps({(1,2): 3})
except TypeError as e: print(e)
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({'s': {3,1,2}}, cls=Enc), json.dumps(object, default=str), json.dumps(float('nan')), json.loads('NaN'))
random.seed(42); print(random.random(), random.randint(1, 100), random.choice('abc'), random.sample(range(100), 5), random.uniform(1, 2), random.gauss(0, 1), random.shuffle(l := list(range(10))), l, random.choices([1,2,3], weights=[1,1,8], k=5), random.randrange(0, 100, 5), random.getrandbits(16), random.betavariate(1,2), random.triangular(), random.expovariate(1), random.normalvariate(), random.randbytes(4))
print(re.findall(r'\b(\w+)@(\w+)\.com\b', 'a@b.com, c@d.com'), re.sub(r'(?P<y>\d{4})-(\d\d)', r'\2/\g<y>', '2024-05'), re.split(r'[,;]\s*', 'a, b;c'), re.match('a', 'ba'), re.search('b+', 'abbbc'), re.fullmatch(r'\d+', '12'), re.compile('x', re.I), [m.span() for m in re.finditer('a.', 'abacad')])
try: re.compile('(')
except re.error as e: print(e)
m = re.match(r'(?P<first>\w+) (?P<last>\w+)', 'Jane Doe'); print(m.groupdict(), m.group('first', 2), m.groups(), m[0], m.start(2), m)
print(string.ascii_letters, string.digits, string.punctuation, string.Template('$who likes ${what}').substitute(who='tim', what='kung pao'), string.capwords('hello world'))
try: string.Template('$x').substitute()
except KeyError as e: print('KeyError', e)
print(textwrap.dedent('''\
   a
     b
'''), textwrap.fill('The quick brown fox jumps over the lazy dog ' * 3, 40), textwrap.shorten('Hello wonderful world', 12), textwrap.indent('a\nb', '> '), textwrap.wrap('aaa bbb ccc', 7))
pprint.pprint({'a': list(range(30)), 'b': {'c': 'x' * 50, 'd': 'y' * 50}}); pprint.pprint(data, width=30, depth=1); print(pprint.pformat([1, [2, [3]]]))
out = io.StringIO(); w = csv.writer(out); w.writerow(['a', 'b,c', 'd"e', 1]); print(repr(out.getvalue())); print(list(csv.reader(io.StringIO('x,y\n"1,2",3\n')))); print(list(csv.DictReader(io.StringIO('x,y\n1,2\n'))))
print(hashlib.sha256(b'abc').hexdigest(), hashlib.md5(b'').hexdigest(), base64.b64encode(b'hello'), base64.b64decode('aGk='), zlib.crc32(b'abc'), zlib.decompress(zlib.compress(b'a' * 100))[:5], uuid.UUID(int=5), uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'))
print(statistics.mean([1,2,3,4]), statistics.median([1,3,2]), statistics.stdev([1,2,3,4]), statistics.mode('aab'), statistics.variance([1,2]), statistics.quantiles(range(10)), statistics.pstdev([1,2,3]), statistics.fmean([1,2]), statistics.harmonic_mean([1, 2]))
print(math.pi, math.e, math.gcd(12, 18), math.lcm(4, 6), math.comb(5, 2), math.perm(5, 2), math.isclose(0.1 + 0.2, 0.3), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.hypot(3, 4), math.dist((0,0),(3,4)), math.isqrt(17), math.prod([1,2,3]), math.fsum([.1]*10), math.log2(8), math.log(8, 2), math.degrees(math.pi), math.copysign(1, -0.0), math.inf, math.nan, math.modf(1.5), math.frexp(8), math.ulp(1.0), math.nextafter(1, 2), math.cbrt(27), math.exp2(3))
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 0); print(heapq.heappop(h), h, heapq.nlargest(2, h), heapq.nsmallest(2, h, key=lambda x: -x), list(heapq.merge([1,3],[2])), heapq.heappushpop(h, 9)); l = [1,3,5]; bisect.insort(l, 4); print(l, bisect.bisect(l, 3), bisect.bisect_left(l, 3))
a = [1, [2]]; b = copy.copy(a); c = copy.deepcopy(a); a[1].append(3); print(b, c); print(struct.pack('<IhB', 1, 2, 3), struct.unpack('>I', b'\0\0\1\0'), struct.calcsize('iq'))
print(operator.itemgetter(1, 0)('ab'), operator.attrgetter('real')(5), operator.methodcaller('upper')('a'), operator.add(1, 2), sorted({'b': 1, 'a': 2}.items(), key=operator.itemgetter(1)))
class Pt:
    def __init__(s, x): s.x = x
    def __getstate__(s): return {'x': s.x * 2}
    def __setstate__(s, st): s.__dict__.update(st)
print(pickle.loads(pickle.dumps(Pt(3))).x, len(pickle.dumps([1, 'a', None])), pickle.loads(pickle.dumps(data)) == data)
try: pickle.dumps(lambda: 1)
except Exception as e: print(type(e), e)
for p in range(6): print(p, pickle.loads(pickle.dumps([1, (2, 3), {'a': b'x'}, 1.5], protocol=p)))
