// SPDX-License-Identifier: MIT
//
// set and frozenset: CPython 3.11's order, results and messages.
#include "tests/unit/container_fixture.h"
#include "vm/objects/dict.h"

#include <string>

namespace gilsim::vm {
namespace {

TEST_F(SetTest, SmallIntsComeInCPythonsOrder) {
  EXPECT_EQ(output_of(R"py(print({3, 1, 2}, set(), {10, 20, 30, 5, 100, 64, 8, 0}, set(range(20)), set([9, 8, 7, 16, 24, 32]))
print(frozenset([3, 1]), frozenset(), {i * 3 % 17 for i in range(50)}, {*range(3), *[40, 8]})
s = set(range(60000))
print(list(s)[:3], len(s), {-1, -2, 1.5, 2**70, (1, 2)} == {2**70, (1, 2), -2, 1.5, -1}, [*{-1, -2, -3}])
)py"),
            R"out({1, 2, 3} set() {64, 0, 100, 5, 8, 10, 20, 30} {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19} {32, 7, 8, 9, 16, 24}
frozenset({1, 3}) frozenset() {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16} {0, 1, 2, 40, 8}
[0, 1, 2] 60000 True [-3, -1, -2]
)out");
}

TEST_F(SetTest, OperationsKeepCPythonsOrder) {
  EXPECT_EQ(output_of(R"py(x = 1
def rnd(n):
    global x
    x = (x * 1103515245 + 12345) % 2147483648
    return x % n

for n in (5, 50, 300):
    a = {rnd(n * 3) for i in range(n)}
    b = {rnd(n * 2) for i in range(n)}
    for r in (a | b, b | a, a & b, b & a, a - b, b - a, a ^ b, b ^ a):
        print(hash(tuple(r)))
    for op in ('update', 'intersection_update', 'difference_update', 'symmetric_difference_update'):
        c = a.copy()
        getattr(c, op)(b)
        print(hash(tuple(c)))
    c, out = a.copy(), []
    while c: out.append(c.pop())
    print(hash(tuple(out)))
    for i in list(a)[::3]: a.discard(i)
    for i in range(0, n, 5): a.add(i)
    d = dict.fromkeys(b)
    for r in (a, set(a), frozenset(a), a.union(b, [7, 77, 777]), a.difference(list(b)), a.difference(d),
              a.intersection(list(b)), a.symmetric_difference(list(b)), d.keys() & a, d.keys() | a,
              d.keys() ^ a, d.keys() - a, a - d.keys(), {*a, *b}):
        print(hash(tuple(r)))
)py"),
            R"out(-4204061484449198599
-4204061484449198599
5740354900026072187
5740354900026072187
-595844263529000477
-6311188575313067672
-4204061484449198599
-4204061484449198599
-4204061484449198599
5740354900026072187
-595844263529000477
-4204061484449198599
-595844263529000477
-595844263529000477
-595844263529000477
-595844263529000477
-1098173808373046791
-595844263529000477
-595844263529000477
5740354900026072187
-4204061484449198599
5740354900026072187
-4204061484449198599
-4204061484449198599
-6311188575313067672
-595844263529000477
-4204061484449198599
-3996668297523484314
-3996668297523484314
7830040940781823178
7830040940781823178
-1463267899506408700
8645540267622135263
-5646091636588153191
-334291301160746199
-3996668297523484314
7830040940781823178
-1463267899506408700
-334291301160746199
-990738872302330806
-9128650521415033939
-9128650521415033939
-9128650521415033939
-8711922835450376456
-187954739132686982
-187954739132686982
9074161830621394371
6590240483053668192
9074161830621394371
1970677320814024078
6590240483053668192
-8661261219242610534
-187954739132686982
-3145940408889894261
3364956786526589881
3364956786526589881
8246039074559330655
8246039074559330655
5947603223717328772
-3709248370960199430
1371564688621733651
1371564688621733651
3364956786526589881
8246039074559330655
1347343462220229819
1371564688621733651
-9085270462238437889
27267108293925699
-4944175667656031046
-4944175667656031046
-1284306098269032448
8144556896056965127
-8129592042352006057
-3246012311993645000
-107069402317425897
-3246012311993645000
-1813036495256423115
-107069402317425897
4247340330438627367
8144556896056965127
-1813036495256423115
)out");
}

TEST_F(SetTest, MethodsAndComparisons) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(a = {1, 2, 3}
print(a.pop(), a, a.pop(), a.pop(), a)
t(a.pop)
a = {1, 2, 3}
a.remove(2); a.discard(7)
t(a.remove, 2)
print(a, 1 in a, 2 in a, len(a), bool(a), bool(set()))
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1, 2, 3} >= {1}, {1} > {1}, {1, 2} == {2, 1}, {1} != {2})
print({1} == frozenset([1]), {1}.issubset([1, 2]), {1}.issuperset([1, 2]), {1, 2}.issuperset(iter([1])))
print({1}.isdisjoint([2]), {1}.isdisjoint({1: 2}), {1} in {frozenset([1])}, {frozenset([1]): 2})
print(type({1} | frozenset([2])), type(frozenset([1]) | {2}), hash(frozenset()), hash(frozenset([1, 2, 3])))
print(hash(frozenset([frozenset([1]), 5, -1])), {1, 1.0, True})
m = {1, 2}
n = m
m |= {3}
f = g = frozenset([1])
f |= {2}
print(n is m, m, f, g)
it = iter({1, 2, 3})
print(it.__length_hint__(), next(it), it.__length_hint__())
)py")),
            R"out(1 set() 2 3 set()
KeyError: 'pop from an empty set'
KeyError: 2
{1, 3} True False 2 True False
True False True False True True
True True False True
True False True {frozenset({1}): 2}
<class 'set'> <class 'frozenset'> 133146708735736 -272375401224217160
-1879441268760141332 {1}
True {1, 2, 3} frozenset({1, 2}) frozenset({1})
3 1 2
)out");
}

TEST_F(SetTest, ErrorsAreCPythons) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(s = {1, 2, 3}
def grow():
    for v in s: s.add(v + 10)
t(grow)
t(lambda: {[]}); t(lambda: set([[1]])); t(lambda: {} in {1}); t(hash, {1}); t(set, 1, 2); t(lambda: set(a=1))
t(lambda: {1} | [1]); t(lambda: {1} < [1]); t({1}.update, 1); t({1}.union, 1); t({1}.isdisjoint, 1); t({1}.add)
t(frozenset, 1, 2); t(lambda: {1} - 1); t({1}.remove, {1}); t({1}.discard, [])
class Q:
    def __eq__(self, other): raise ValueError('eq')
    def __hash__(self): return hash(1)
t(lambda: {1} & {Q()}); t(lambda: Q() in {1}); t(lambda: {1}.union([Q()]))
)py")),
            R"out(RuntimeError: Set changed size during iteration
TypeError: unhashable type: 'list'
TypeError: unhashable type: 'list'
TypeError: unhashable type: 'dict'
TypeError: unhashable type: 'set'
TypeError: set expected at most 1 argument, got 2
TypeError: set() takes no keyword arguments
TypeError: unsupported operand type(s) for |: 'set' and 'list'
TypeError: '<' not supported between instances of 'set' and 'list'
TypeError: 'int' object is not iterable
TypeError: 'int' object is not iterable
TypeError: 'int' object is not iterable
TypeError: set.add() takes exactly one argument (0 given)
TypeError: frozenset expected at most 1 argument, got 2
TypeError: unsupported operand type(s) for -: 'set' and 'int'
KeyError: {1}
TypeError: unhashable type: 'list'
ValueError: eq
ValueError: eq
ValueError: eq
)out");
}

TEST_F(SetTest, LookUpsSurviveWhatTheirComparisonsDo) {
  EXPECT_EQ(output_of(R"py(class E:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        if len(s) == 3: s.clear()
        return isinstance(other, E) and self.n == other.n
s = set()
for i in range(6): s.add(E(i))
print(sorted(e.n for e in s))
class G(E):
    __hash__ = E.__hash__
    def __eq__(self, other):
        if grow: s.update(range(grow.pop()))
        return isinstance(other, E) and self.n == other.n
s, grow = set(), []
for i in range(4): s.add(G(i))
grow = [5, 3000]
print(G(3) in s, len(s), grow)
)py"),
            R"out([3, 4, 5]
True 3004 []
)out");
}

TEST_F(SetTest, Subclasses) {
  EXPECT_EQ(output_of(R"py(class S(set): pass
class F(frozenset): pass
q = S([1, 2])
q.x = 5
print(q, q.x, S(), type(q.copy()), type(q | q), q == {1, 2}, F([1]), hash(F([1])) == hash(frozenset([1])))
s = {1}
s.add(F([1]))
print(len(s), frozenset(F([1])) == F([1]))
)py"),
            R"out(S({1, 2}) 5 S() <class 'set'> <class 'set'> True F({1}) True
2 True
)out");
}

TEST_F(SetTest, SetsOfConstantsAgreeWithTheirTypes) {
  EXPECT_EQ(output_of(R"py(print([x for x in (None, ..., True, 1, 1.0, 'a', b'a', (1, 'b'), 2**70, -1, 0.5, 7)
       if x in {None, 1, 'a', b'a', (1, 'b'), 1180591620717411303424, -1, 0.5, ...}])
print(2.0 in {1, 2}, 3 in {1, 2}, () in {()}, 0 in {False, 5}, -0.0 in {0, 5})
)py"),
            R"out([None, Ellipsis, True, 1, 1.0, 'a', b'a', (1, 'b'), 1180591620717411303424, -1, 0.5]
True False True True True
)out");
}

}  // namespace
}  // namespace gilsim::vm
