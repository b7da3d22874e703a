// SPDX-License-Identifier: MIT
//
// list: what CPython 3.11 prints for the same programs, and what only C++ can see.
#include "tests/unit/container_fixture.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"

#include <string>

namespace gilsim::vm {
namespace {

TEST_F(ListTest, SlicesAreReadAssignedAndDeleted) {
  EXPECT_EQ(output_of(R"py(class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
l = list(range(8))
for s in [slice(2, 5), slice(None, None, -1), slice(6, 2, -2), slice(-3, None), slice(100, 200),
          slice(-100, 100, 3), slice(5, 2), slice(I(1), I(8), I(2))]:
    print(l[s])
    m = l[:]
    del m[s]
    print(m)
    for v in ([], [1], 'ab', (7, 8, 9), (x for x in 'xyz')):
        m = l[:]
        try:
            m[s] = v
            print(m)
        except ValueError as e: print(e)
m = [1, 2, 3]
m[1:1] = m
m[::2] = [9, 8, 7]
m[::-1] = m
print(m)
)py"),
            R"out([2, 3, 4]
[0, 1, 5, 6, 7]
[0, 1, 5, 6, 7]
[0, 1, 1, 5, 6, 7]
[0, 1, 'a', 'b', 5, 6, 7]
[0, 1, 7, 8, 9, 5, 6, 7]
[0, 1, 'x', 'y', 'z', 5, 6, 7]
[7, 6, 5, 4, 3, 2, 1, 0]
[]
attempt to assign sequence of size 0 to extended slice of size 8
attempt to assign sequence of size 1 to extended slice of size 8
attempt to assign sequence of size 2 to extended slice of size 8
attempt to assign sequence of size 3 to extended slice of size 8
attempt to assign sequence of size 3 to extended slice of size 8
[6, 4]
[0, 1, 2, 3, 5, 7]
attempt to assign sequence of size 0 to extended slice of size 2
attempt to assign sequence of size 1 to extended slice of size 2
[0, 1, 2, 3, 'b', 5, 'a', 7]
attempt to assign sequence of size 3 to extended slice of size 2
attempt to assign sequence of size 3 to extended slice of size 2
[5, 6, 7]
[0, 1, 2, 3, 4]
[0, 1, 2, 3, 4]
[0, 1, 2, 3, 4, 1]
[0, 1, 2, 3, 4, 'a', 'b']
[0, 1, 2, 3, 4, 7, 8, 9]
[0, 1, 2, 3, 4, 'x', 'y', 'z']
[]
[0, 1, 2, 3, 4, 5, 6, 7]
[0, 1, 2, 3, 4, 5, 6, 7]
[0, 1, 2, 3, 4, 5, 6, 7, 1]
[0, 1, 2, 3, 4, 5, 6, 7, 'a', 'b']
[0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9]
[0, 1, 2, 3, 4, 5, 6, 7, 'x', 'y', 'z']
[0, 3, 6]
[1, 2, 4, 5, 7]
attempt to assign sequence of size 0 to extended slice of size 3
attempt to assign sequence of size 1 to extended slice of size 3
attempt to assign sequence of size 2 to extended slice of size 3
[7, 1, 2, 8, 4, 5, 9, 7]
['x', 1, 2, 'y', 4, 5, 'z', 7]
[]
[0, 1, 2, 3, 4, 5, 6, 7]
[0, 1, 2, 3, 4, 5, 6, 7]
[0, 1, 2, 3, 4, 1, 5, 6, 7]
[0, 1, 2, 3, 4, 'a', 'b', 5, 6, 7]
[0, 1, 2, 3, 4, 7, 8, 9, 5, 6, 7]
[0, 1, 2, 3, 4, 'x', 'y', 'z', 5, 6, 7]
[1, 3, 5, 7]
[0, 2, 4, 6]
attempt to assign sequence of size 0 to extended slice of size 4
attempt to assign sequence of size 1 to extended slice of size 4
attempt to assign sequence of size 2 to extended slice of size 4
attempt to assign sequence of size 3 to extended slice of size 4
attempt to assign sequence of size 3 to extended slice of size 4
[3, 7, 3, 8, 1, 9]
)out");
}

TEST_F(ListTest, OperatorsAndMethods) {
  EXPECT_EQ(output_of(R"py(m = [3, 1, 2] + [4] * 2
m += (5, 6)
m += 'ab'
m *= 2
print(m, m * 0, 2 * [1], [[]] * 2)
m *= 0
m.extend(x * x for x in range(4))
m.insert(-1, 'i'); m.insert(100, 'e'); m.insert(-100, 's')
print(m, m.index(4), m.index(1, 2), m.count(9), m.pop(), m.pop(0), m.pop(-2), m)
m.remove(1); m.reverse(); print(m, m.copy() == m, m.copy() is m, 4 in m, 5 in m)
m.clear(); print(m, bool(m), len(m))
print([1, 2] < [1, 3], [1] < [1, 2], [2] > [1, 5], [1] == [1.0], [1, [2]] != [1, [2]], [1] == (1,))
)py"),
            R"out([3, 1, 2, 4, 4, 5, 6, 'a', 'b', 3, 1, 2, 4, 4, 5, 6, 'a', 'b'] [] [1, 1] [[], []]
[0, 1, 4, 9] 3 2 1 e s i [0, 1, 4, 9]
[9, 4, 0] True False True False
[] False 0
True True True True False False
)out");
}

TEST_F(ListTest, ErrorsAreCPythons) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(t(lambda: [1][5]); t(lambda: [1]['a']); t(lambda: [1][10**30]); t([].pop); t([1].pop, 3)
t([1].remove, 3); t([1].index, 2); t([].append); t([].insert, 10**30, 1); t(lambda: [1] + (1,))
t(lambda: [1] * 'a'); t(lambda: 1 + [1]); t(lambda: [1] * 10**30); t(lambda: [1] < (1,))
t([1].__setitem__, 5, 1); t([1].__delitem__, 5); t([1].__setitem__, 'a', 1)
t([1].__setitem__, slice(None), 1); t([1, 2].__setitem__, slice(None, None, 2), 1)
t([1, 2, 3].__setitem__, slice(None, None, 2), [1, 2, 3]); t(lambda: [1][::0]); t(hash, [])
t(list, 1, 2); t(list, 1); t(lambda: list(a=1)); t([1, 'a'].sort); t([2, 1].sort, key=1); t([].sort, 1)
t([1].index, 1, 'a'); t(lambda: [1][slice('a')])
)py")),
            R"out(IndexError: list index out of range
TypeError: list indices must be integers or slices, not str
IndexError: cannot fit 'int' into an index-sized integer
IndexError: pop from empty list
IndexError: pop index out of range
ValueError: list.remove(x): x not in list
ValueError: 2 is not in list
TypeError: list.append() takes exactly one argument (0 given)
OverflowError: Python int too large to convert to C ssize_t
TypeError: can only concatenate list (not "tuple") to list
TypeError: can't multiply sequence by non-int of type 'str'
TypeError: unsupported operand type(s) for +: 'int' and 'list'
OverflowError: cannot fit 'int' into an index-sized integer
TypeError: '<' not supported between instances of 'list' and 'tuple'
IndexError: list assignment index out of range
IndexError: list assignment index out of range
TypeError: list indices must be integers or slices, not str
TypeError: can only assign an iterable
TypeError: must assign iterable to extended slice
ValueError: attempt to assign sequence of size 3 to extended slice of size 2
ValueError: slice step cannot be zero
TypeError: unhashable type: 'list'
TypeError: list expected at most 1 argument, got 2
TypeError: 'int' object is not iterable
TypeError: list() takes no keyword arguments
TypeError: '<' not supported between instances of 'str' and 'int'
TypeError: 'int' object is not callable
TypeError: sort() takes no positional arguments
TypeError: slice indices must be integers or have an __index__ method
TypeError: slice indices must be integers or None or have an __index__ method
)out");
}

TEST_F(ListTest, SortIsStableAndKeepsRuns) {
  EXPECT_EQ(output_of(R"py(x, big = 12345, []
for i in range(3000):
    x = (x * 1103515245 + 12345) % 2147483648
    big.append(x % 1000)
s = sorted(big)
print(all(s[i] <= s[i + 1] for i in range(len(s) - 1)), sum(s) == sum(big), s[:5], s[-5:])
pairs = [(v, i) for i, v in enumerate(big)]
p = sorted(pairs, key=lambda q: q[0])
print(all(p[i] < p[i + 1] for i in range(len(p) - 1)))
p = sorted(pairs, key=lambda q: q[0], reverse=True)
print(all((p[i][0], -p[i][1]) > (p[i + 1][0], -p[i + 1][1]) for i in range(len(p) - 1)))
print(sorted([v / 7 for v in big])[:3], sorted(map(str, big))[:3], sorted(big, reverse=True)[:3])
m = list(range(500)) + list(range(600, 100, -1)) + list(range(50))
print(sorted(m)[:7], sorted(m)[-7:], sorted(m)[300:305])
print(sorted([3, 1.5, True, 2]), sorted([0.5, -0.0, 0.0]), sorted(['b', 'a', 'C'], key=str.lower))
)py"),
            R"out(True True [0, 0, 0, 1, 1] [998, 998, 999, 999, 999]
True
True
[0.0, 0.0, 0.0] ['0', '0', '0'] [999, 999, 999]
[0, 0, 1, 1, 2, 2, 3] [594, 595, 596, 597, 598, 599, 600] [175, 176, 176, 177, 177]
[True, 1.5, 2, 3] [-0.0, 0.0, 0.5] ['a', 'b', 'C']
)out");
}

TEST_F(ListTest, SortSurvivesItsComparisons) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(m = [3, 2, 1]
def key(v):
    m.append(v)
    return v
t(m.sort, key=key)
print(m)
class Bad:
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        if self.v == 5: raise ValueError('five')
        return self.v < other.v
b = [Bad(i * 7 % 11) for i in range(80)]
t(b.sort)
print(len(b), sorted(x.v for x in b) == sorted(i * 7 % 11 for i in range(80)))
seen, m = [], [5, 4, 3]
m.sort(key=lambda v: (seen.append(list(m)), v)[1])
print(seen, m)
)py")),
            R"out(ValueError: list modified during sort
[1, 2, 3]
ValueError: five
80 True
[[], [], []] [3, 4, 5]
)out");
}

TEST_F(ListTest, ContainingItself) {
  EXPECT_EQ(output_of(R"py(r = [1]
r.append(r)
print(r)
a, b = [1], [1]
a.append(b); b.append(a)
print(a)
try: a == b
except RecursionError as e: print(e)
l = []
for i in range(100000): l = [l]
try: repr(l)
except RecursionError as e: print(e)
l = None
)py"),
            R"out([1, [...]]
[1, [1, [...]]]
maximum recursion depth exceeded in comparison
maximum recursion depth exceeded while getting the repr of an object
)out");
}

TEST_F(ListTest, DestructorsSeeAWholeList) {
  EXPECT_EQ(output_of(R"py(class D:
    def __del__(self): print(l)
l = [D(), 1, 2]
l[0] = 5
l[1:1] = [D(), D()]
del l[1:3]
l.append(D()); l.pop(); l.append(D()); l.clear()
l = [D()] * 2
l *= 0
l = None
)py"),
            R"out([5, 1, 2]
[5, 1, 2]
[5, 1, 2]
[5, 1, 2]
[]
[]
)out");
}

TEST_F(ListTest, IteratorsFollowTheList) {
  EXPECT_EQ(output_of(R"py(m = [1, 2, 3]
for v in m:
    if len(m) < 8: m.append(v * 10)
print(m, list(reversed(m)))
it = iter([1, 2, 3])
print(next(it), it.__length_hint__(), list(it), list(it), type(it), type(reversed([])))
m = [1, 2, 3, 4]
out = []
for v in m:
    out.append(v)
    m.remove(v)
print(out, m)
)py"),
            R"out([1, 2, 3, 10, 20, 30, 100, 200] [200, 100, 30, 20, 10, 3, 2, 1]
1 2 [2, 3] [] <class 'list_iterator'> <class 'list_reverseiterator'>
[1, 3] [2, 4]
)out");
}

TEST_F(ListTest, Subclasses) {
  EXPECT_EQ(output_of(R"py(class L(list):
    def __init__(self, *a):
        super().__init__(*a)
        self.x = 1
q = L([1, 2])
q.append(3)
print(q, q.x, type(q).__name__, type(q * 2), type(q[1:]), q == [1, 2, 3], len(q), sorted(q))
)py"),
            R"out([1, 2, 3] 1 L <class 'list'> <class 'list'> True 3 [1, 2, 3]
)out");
}

TEST_F(ListObjectTest, GrowsInCPythonsSteps) {
  const Ref made = make_list(thread_, std::int64_t{0});
  auto* list = made.as<List>();
  std::string capacities;
  std::int64_t last = 0;
  for (std::int64_t i = 0; i < 80; ++i) {
    ASSERT_TRUE(list_append(thread_, list, Value::small_int(i)));
    if (list->capacity != last) capacities += std::to_string(last = list->capacity) + " ";
  }
  EXPECT_EQ(capacities, "4 8 16 24 32 40 52 64 76 92 ");
  EXPECT_EQ(list->length, 80);
  EXPECT_EQ(list->items[79].as_small_int(), 79);
}

TEST_F(ListObjectTest, AsksForMemoryBeforeItTakesIt) {
  interpreter_.heap.set_limit_bytes(interpreter_.heap.allocated_bytes() + 10'000'000);
  EXPECT_EQ(error_type_of("[0] * 10**12"), "MemoryError");
  EXPECT_EQ(error_type_of("[0] * 10**18"), "MemoryError");
  EXPECT_EQ(error_type_of("list(range(10**9))"), "MemoryError");
  EXPECT_EQ(error_type_of("(0,) * 10**9"), "MemoryError");
  EXPECT_EQ(error_type_of("list(map(abs, range(10**9)))"), "MemoryError");
  EXPECT_LT(interpreter_.heap.peak_bytes(), 20'000'000u);
}

TEST_F(ListObjectTest, LargeWorkIsChargedAndPolled) {
  const std::int64_t before = host_.polls;
  budget_.picoseconds = host_.grant_ps = 50'000'000;
  EXPECT_EQ(value_text_of("len([0] * 1000000)"), "1000000");
  EXPECT_GE(host_.polls - before, 10);
}

TEST_F(ListObjectTest, CancellingStopsASort) {
  budget_.picoseconds = host_.grant_ps = 1'000'000;
  host_.cancels = true;
  EXPECT_TRUE(value_of("sorted(range(10000), key=lambda v: -v)").is_error());
  EXPECT_TRUE(thread_.cancelled);
  EXPECT_FALSE(thread_.has_exception());
}

}  // namespace
}  // namespace gilsim::vm
