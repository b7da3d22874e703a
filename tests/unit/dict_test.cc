// SPDX-License-Identifier: MIT
//
// dict, its views and mappingproxy: what CPython 3.11 prints for the same programs, and what only
// C++ can see.
#include "vm/objects/dict.h"

#include "tests/unit/container_fixture.h"
#include "vm/objects/list.h"
#include "vm/objects/str.h"

#include <string>

namespace gilsim::vm {
namespace {

TEST_F(DictTest, ItemsKeepTheOrderOfInsertion) {
  EXPECT_EQ(
      output_of(R"py(d = {'a': 1, 'b': 2}
d['c'] = 3
d['a'] = 10
del d['b']
d['b'] = 9
print(d, len(d), list(d), list(d.items()), list(d.values()), list(reversed(d)), list(reversed(d.items())))
print('a' in d, 'z' in d, d.get('z'), d.get('z', 5), d.pop('a'), d.pop('q', 0), d.setdefault('s', []), d)
print(dict(), dict(a=1), dict([('x', 1), ['y', 2], 'zw']), dict({'k': 1}, j=2), dict(zip('ab', range(2))))
d.update(x=1); d.update({'y': 2}); d.update([('z', 3)]); d.update({'y': 4}, w=5)
print(d, {1: 'a'} | {2: 'b'}, {1: 'a'} == {1.0: 'a'}, {1: 2} != {1: 3}, {1: {2: 3}} == {1: {2: 3}})
d |= {'k': 1}
d |= [('m', 2)]
print(d, d.popitem(), dict.fromkeys('ab'), dict.fromkeys([1], 0), {1: 'a', 1.0: 'b', True: 'c'})
d = {}
d['d'] = d
print(d, {'é': "it's", 'x': {'y': (1,)}})
)py"),
      R"out({'a': 10, 'c': 3, 'b': 9} 3 ['a', 'c', 'b'] [('a', 10), ('c', 3), ('b', 9)] [10, 3, 9] ['b', 'c', 'a'] [('b', 9), ('c', 3), ('a', 10)]
True False None 5 10 0 [] {'c': 3, 'b': 9, 's': []}
{} {'a': 1} {'x': 1, 'y': 2, 'z': 'w'} {'k': 1, 'j': 2} {'a': 0, 'b': 1}
{'c': 3, 'b': 9, 's': [], 'x': 1, 'y': 4, 'z': 3, 'w': 5} {1: 'a', 2: 'b'} True True True
{'c': 3, 'b': 9, 's': [], 'x': 1, 'y': 4, 'z': 3, 'w': 5, 'k': 1} ('m', 2) {'a': None, 'b': None} {1: 0} {1: 'c'}
{'d': {...}} {'é': "it's", 'x': {'y': (1,)}}
)out");
}

TEST_F(DictTest, ErrorsAreCPythons) {
  EXPECT_EQ(
      output_of(
          kTry +
          std::string(
              R"py(t(lambda: {}['zz']); t(lambda: {}[(1, 2)]); t({}.pop, 'zz'); t({}.popitem); t(lambda: {[]: 1}); t(hash, {})
t(dict, 5); t(dict, [1]); t(dict, [(1, 2), (3,)]); t(dict, 1, 2); t({}.update, 1, 2); t({}.get); t({}.setdefault, [])
t(lambda: {} < {}); t(lambda: {} | [1]); t(dict.fromkeys, 1); t(lambda: {}.keys() | 1)
def delete(): del {}['k']
t(delete)
)py")),
      R"out(KeyError: 'zz'
KeyError: (1, 2)
KeyError: 'zz'
KeyError: 'popitem(): dictionary is empty'
TypeError: unhashable type: 'list'
TypeError: unhashable type: 'dict'
TypeError: 'int' object is not iterable
TypeError: cannot convert dictionary update sequence element #0 to a sequence
ValueError: dictionary update sequence element #1 has length 1; 2 is required
TypeError: dict expected at most 1 argument, got 2
TypeError: update expected at most 1 argument, got 2
TypeError: get expected at least 1 argument, got 0
TypeError: unhashable type: 'list'
TypeError: '<' not supported between instances of 'dict' and 'dict'
TypeError: unsupported operand type(s) for |: 'dict' and 'list'
TypeError: 'int' object is not iterable
TypeError: 'int' object is not iterable
KeyError: 'k'
)out");
}

TEST_F(DictTest, ChangesWhileIterating) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(d = {1: 2, 3: 4}
def grow():
    for k in d: d[k + 10] = 1
t(grow)
def shrink():
    for k in d: del d[k]
t(shrink)
d = {1: 2, 3: 4, 5: 6}
def swap():
    for k in d: d.pop(k); d[k + 100] = 1
t(swap)
def clear():
    for k, v in d.items(): d.clear()
t(clear)
d = {1: 2}
for k in d: d[k] = 5
print(d)
)py")),
            R"out(RuntimeError: dictionary changed size during iteration
RuntimeError: dictionary changed size during iteration
None
RuntimeError: dictionary changed size during iteration
{1: 5}
)out");
}

TEST_F(DictTest, KeysOfEveryKind) {
  EXPECT_EQ(
      output_of(
          R"py(for k in [1, 1.0, True, (1, 2), 'x', None, frozenset([1]), 2**70, -1, 1.5, int, len, b'x']:
    d = {k: 'v'}
    print(d[k], k in d)
class S(str): pass
d = {S('a'): 1}
print(d['a'], d[S('a')], {'a': 2}[S('a')])
d['a'] = 3
print(d, type(list(d)[0]).__name__)
class S2(str):
    def __eq__(self, other): return False
    def __hash__(self): return hash('k')
d = {S2('k'): 1}
print(d.get('k'), 'k' in d)
d['k'] = 2
print(len(d))
class M:
    def keys(self): return ['p', 'q']
    def __getitem__(self, k): return k * 2
print(dict(M()))
)py"),
      R"out(v True
v True
v True
v True
v True
v True
v True
v True
v True
v True
v True
v True
v True
1 1 2
{'a': 3} S
None False
2
{'p': 'pp', 'q': 'qq'}
)out");
}

TEST_F(DictTest, TablesGrowAndForgetDeletedEntries) {
  EXPECT_EQ(output_of(R"py(d = {i: i * i for i in range(70000)}
print(len(d), sum(d), sum(d.values()), d[69999])
for i in range(0, 70000, 2): del d[i]
print(len(d), list(d)[:3], d.popitem(), d.popitem())
d[0] = 'x'
print(list(d)[-1], len(d), 2 in d, 3 in d)
e = {}
for i in range(5000):
    e[i % 7] = i
    e.pop(i % 7)
    e[i] = i
    e.popitem()
print(e)
for i in range(300): e['k%d' % i] = i
print(len(e), e['k257'], list(e)[:3])
)py"),
            R"out(70000 2449965000 114330883345000 4899860001
35000 [1, 3, 5] (69999, 4899860001) (69997, 4899580009)
0 34999 False True
{}
300 257 ['k0', 'k1', 'k2']
)out");
}

TEST_F(DictTest, LookUpsSurviveWhatTheirComparisonsDo) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(class E:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        if len(d) > 3: d.clear()
        return isinstance(other, E) and self.n == other.n
    def __repr__(self): return 'E%d' % self.n
d = {}
for i in range(8): d[E(i)] = i
print(d)
class G(E):
    __hash__ = E.__hash__
    def __eq__(self, other):
        if grow:
            for i in range(grow.pop()): d[i] = i
        return isinstance(other, E) and self.n == other.n
d, grow = {}, []
for i in range(4): d[G(i)] = i
grow = [1, 50, 2000]
print(d[G(3)], len(d), grow)
class Q:
    def __eq__(self, other): raise ValueError('eq')
    def __hash__(self): return hash('a')
t(lambda: {'a': 1}[Q()]); t(lambda: {Q(): 1}['a'])
class H:
    def __hash__(self): raise TypeError('no hash')
t(lambda: {H(): 1}); t({}.get, H()); t(lambda: H() in {})
class D:
    def __del__(self): d.clear()
d = {1: D()}
d[1] = 5
print(d)
d = {1: D(), 2: 3}
del d[1]
print(d)
)py")),
            R"out({E4: 4, E5: 5, E6: 6, E7: 7}
3 2004 []
ValueError: eq
ValueError: eq
TypeError: no hash
TypeError: no hash
TypeError: no hash
{}
{}
)out");
}

TEST_F(DictTest, ViewsAreSets) {
  EXPECT_EQ(
      output_of(R"py(k = {'a': 1, 'b': 2}.keys()
print(k, {'a': 1}.values(), {'a': 1}.items(), k & {'a', 'z'}, sorted(k | {'q'}), k - {'a'}, sorted(k ^ {'a', 'c'}))
print(k == {'a', 'b'}, k <= {'a', 'b', 'c'}, k < {'a', 'b'}, k > {'a'}, k >= {'a'}, k != {'a'}, 'a' in k, len(k))
print(k.isdisjoint(['x']), k.isdisjoint('ax'), k.mapping, repr(k.mapping), list(reversed(k)))
i = {'a': 1, 'b': 2}.items()
print(('a', 1) in i, ('a', 2) in i, 'a' in i, i & {('a', 1)}, i == {('a', 1), ('b', 2)})
print({1, 2} & {2: 3}.keys(), {2, 3} - {2: 3}.keys(), {1: 1}.keys() ^ {1: 2}.keys(), {1: 2}.values() == {1: 2}.values())
)py"),
      R"out(dict_keys(['a', 'b']) dict_values([1]) dict_items([('a', 1)]) {'a'} ['a', 'b', 'q'] {'b'} ['b', 'c']
True True False True True True True 2
True False {'a': 1, 'b': 2} mappingproxy({'a': 1, 'b': 2}) ['b', 'a']
True False False {('a', 1)} True
{2} {3} set() False
)out");
}

TEST_F(DictTest, Subclasses) {
  EXPECT_EQ(output_of(R"py(class D(dict):
    def __missing__(self, k): return 'missing ' + str(k)
q = D(a=1)
q.attr = 2
print(q['a'], q['zz'], q.get('zz'), q, type(q).__name__, q.attr, type(q.copy()), type(D.fromkeys('ab')).__name__)
def kw(**k): return k
print(kw(a=1, **{'b': 2}), kw(**q), {**q, 'z': 0})
)py"),
            R"out(1 missing zz None {'a': 1} D 2 <class 'dict'> D
{'a': 1, 'b': 2} {'a': 1} {'a': 1, 'z': 0}
)out");
}

TEST_F(DictObjectTest, TheKeysVersionChangesWithTheKeysOnly) {
  const Ref made = make_dict(thread_);
  auto* dict = made.as<Dict>();
  Str* key = instance_.intern("key");
  EXPECT_NE(dict->keys_version, 0u);
  const auto version = [dict] { return dict->keys_version; };
  const std::uint64_t empty = version();
  ASSERT_TRUE(dict_set(thread_, dict, key, Value::small_int(1)));
  const std::uint64_t with_key = version();
  EXPECT_NE(with_key, empty);
  ASSERT_TRUE(dict_set(thread_, dict, key, Value::small_int(2)));
  EXPECT_EQ(version(), with_key);
  EXPECT_EQ(dict->entries[dict_find(dict, key)].value.as_small_int(), 2);
  ASSERT_TRUE(dict_delete(thread_, dict, key));
  EXPECT_NE(version(), with_key);
  EXPECT_EQ(dict_find(dict, key), -1);
  EXPECT_FALSE(dict_delete(thread_, dict, key));
  EXPECT_FALSE(thread_.has_exception());
  const Ref other = make_dict(thread_);
  EXPECT_NE(other.as<Dict>()->keys_version, version());
}

TEST_F(DictObjectTest, StrKeysAreFoundInTablesOfEveryWidth) {
  const Ref made = make_dict(thread_);
  auto* dict = made.as<Dict>();
  for (int i = 0; i < 60'000; ++i) {
    const Ref key = make_str(thread_, "key" + std::to_string(i));
    ASSERT_TRUE(dict_set(thread_, dict, key.as<Str>(), Value::small_int(i)));
    if (i % 997 != 0) continue;
    for (int j = i; j >= 0; j -= 1 + i / 7) {
      const Ref again = make_str(thread_, "key" + std::to_string(j));
      EXPECT_EQ(dict_get(dict, again.as<Str>()), Value::small_int(j));
    }
  }
  EXPECT_TRUE(dict_get(dict, instance_.intern("key60000")).is_undefined());
}

TEST_F(DictObjectTest, CountsAreBalanced) {
  const Ref value = make_list(thread_, std::int64_t{0});
  Object* counted = value.get().as_object();
  {
    const Ref made = make_dict(thread_);
    auto* dict = made.as<Dict>();
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(dict_set(thread_, dict, Value::small_int(i), value));
    EXPECT_EQ(counted->reference_count, 101);
    EXPECT_EQ(dict_pop(thread_, dict, Value::small_int(5)).get(), value.get());
    EXPECT_EQ(counted->reference_count, 100);
    const Ref copy = dict_copy(thread_, dict);
    EXPECT_EQ(counted->reference_count, 199);
    dict_clear(thread_.heap(), dict);
    EXPECT_EQ(counted->reference_count, 100);
  }
  EXPECT_EQ(counted->reference_count, 1);
}

TEST_F(DictTest, ClassMethodsAreCalledThroughAnInstanceToo) {
  EXPECT_EQ(output_of("for _ in range(2): print({}.fromkeys('ab'), dict.fromkeys('a', 1))\n"),
            "{'a': None, 'b': None} {'a': 1}\n{'a': None, 'b': None} {'a': 1}\n");
}

}  // namespace
}  // namespace gilsim::vm
