// SPDX-License-Identifier: MIT
//
// range, and the iterators over anything: what CPython 3.11 prints for the same programs.
#include "tests/unit/container_fixture.h"

#include <string>

namespace gilsim::vm {
namespace {

TEST_F(RangeTest, RangesOfAnySize) {
  EXPECT_EQ(output_of(R"py(for r in [range(5), range(2, 10, 3), range(10, 2, -3), range(0), range(5, 2), range(10**20, 10**20 + 5),
          range(-10**30, 10**30, 10**29), range(3, -2, -1), range(2**62 - 2, 2**62 + 2)]:
    print(r, len(r), list(r)[:4], bool(r), list(reversed(r))[:3], r[0:2], r[::-1], r[-3:], 4 in r, 2.0 in r,
          'a' in r, r == range(5), hash(r) == hash(range(5)), r.start, r.stop, r.step)
print(range(10)[3], range(10)[-1], range(0, 10, 2).index(4), range(10).count(3), range(10).count(3.0))
print(range(10**30)[10**25], range(10**30)[5:10**20], range(10).index(True), range(10**30)[-1])
print(range(0) == range(5, 2), range(1, 2) == range(1, 9, 100), range(0, 3, 2) == range(0, 4, 2))
print({range(3): 1}[range(0, 3)], hash(range(3)) == hash((3, 0, 1)))
it = iter(range(3))
print(next(it), it.__length_hint__(), list(it), list(it))
)py"),
            R"out(range(0, 5) 5 [0, 1, 2, 3] True [4, 3, 2] range(0, 2) range(4, -1, -1) range(2, 5) True True False True True 0 5 1
range(2, 10, 3) 3 [2, 5, 8] True [8, 5, 2] range(2, 8, 3) range(8, -1, -3) range(2, 11, 3) False True False False False 2 10 3
range(10, 2, -3) 3 [10, 7, 4] True [4, 7, 10] range(10, 4, -3) range(4, 13, 3) range(10, 1, -3) True False False False False 10 2 -3
range(0, 0) 0 [] False [] range(0, 0) range(-1, -1, -1) range(0, 0) False False False False False 0 0 1
range(5, 2) 0 [] False [] range(5, 5) range(4, 4, -1) range(5, 5) False False False False False 5 2 1
range(100000000000000000000, 100000000000000000005) 5 [100000000000000000000, 100000000000000000001, 100000000000000000002, 100000000000000000003] True [100000000000000000004, 100000000000000000003, 100000000000000000002] range(100000000000000000000, 100000000000000000002) range(100000000000000000004, 99999999999999999999, -1) range(100000000000000000002, 100000000000000000005) False False False False False 100000000000000000000 100000000000000000005 1
range(-1000000000000000000000000000000, 1000000000000000000000000000000, 100000000000000000000000000000) 20 [-1000000000000000000000000000000, -900000000000000000000000000000, -800000000000000000000000000000, -700000000000000000000000000000] True [900000000000000000000000000000, 800000000000000000000000000000, 700000000000000000000000000000] range(-1000000000000000000000000000000, -800000000000000000000000000000, 100000000000000000000000000000) range(900000000000000000000000000000, -1100000000000000000000000000000, -100000000000000000000000000000) range(700000000000000000000000000000, 1000000000000000000000000000000, 100000000000000000000000000000) False False False False False -1000000000000000000000000000000 1000000000000000000000000000000 100000000000000000000000000000
range(3, -2, -1) 5 [3, 2, 1, 0] True [-1, 0, 1] range(3, 1, -1) range(-1, 4) range(1, -2, -1) False True False False False 3 -2 -1
range(4611686018427387902, 4611686018427387906) 4 [4611686018427387902, 4611686018427387903, 4611686018427387904, 4611686018427387905] True [4611686018427387905, 4611686018427387904, 4611686018427387903] range(4611686018427387902, 4611686018427387904) range(4611686018427387905, 4611686018427387901, -1) range(4611686018427387903, 4611686018427387906) False False False False False 4611686018427387902 4611686018427387906 1
3 9 2 1 1
10000000000000000000000000 range(5, 100000000000000000000) 1 999999999999999999999999999999
True True True
1 True
0 2 [1, 2] []
)out");
}

TEST_F(RangeTest, ErrorsAreCPythons) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(t(range); t(range, 1, 2, 3, 4); t(range, 'a'); t(range, 1, 2, 0); t(range, 1.0); t(lambda: range(a=1))
t(range(5).index, 7); t(lambda: range(5)[7]); t(lambda: range(5)['a']); t(lambda: len(range(10**30)))
t(lambda: range(3) < range(4)); t(lambda: range(10)[slice('a')]); t(range(3).index, 'x')
)py")),
            R"out(TypeError: range expected at least 1 argument, got 0
TypeError: range expected at most 3 arguments, got 4
TypeError: 'str' object cannot be interpreted as an integer
ValueError: range() arg 3 must not be zero
TypeError: 'float' object cannot be interpreted as an integer
TypeError: range() takes no keyword arguments
ValueError: 7 is not in range
IndexError: range object index out of range
TypeError: range indices must be integers or slices, not str
OverflowError: Python int too large to convert to C ssize_t
TypeError: '<' not supported between instances of 'range' and 'range'
TypeError: slice indices must be integers or None or have an __index__ method
ValueError: sequence.index(x): x not in sequence
)out");
}

TEST_F(RangeTest, EnumerateZipMapFilter) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(print(list(enumerate('abc')), list(enumerate('ab', 5)), list(enumerate(iterable='a', start=2)))
print(list(enumerate('ab', 2**62 - 1)))
e = enumerate('ab')
p = next(e)
q = next(e)
print(p, q, [pair for pair in enumerate('abc')])
print(list(zip([1, 2, 3], 'ab')), list(zip()), list(zip([1])), list(zip([1, 2], [3, 4], [5, 6])))
z = zip([1, 2, 3], [4, 5, 6])
rows = [next(z), next(z)]
print(rows, list(z), list(zip(*[(1, 2), (3, 4)])), list(zip(range(2), range(2), strict=True)))
t(lambda: list(zip([1, 2], [1], strict=True))); t(lambda: list(zip([1], [1, 2], strict=True)))
t(lambda: list(zip([], [], [1], strict=True))); t(lambda: list(zip([1, 2], [1, 2], [1], strict=True)))
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(str, range(3))))
print(list(filter(None, [0, 1, '', 2])), list(filter(lambda x: x % 2, range(6))), list(filter(bool, [0, 3])))
t(lambda: zip(1)); t(lambda: zip(a=1)); t(lambda: map(len)); t(lambda: map(len, 1)); t(lambda: filter(None))
t(lambda: enumerate(1)); t(lambda: enumerate()); t(lambda: enumerate([], 'a')); t(lambda: enumerate([], foo=1))
)py")),
            R"out([(0, 'a'), (1, 'b'), (2, 'c')] [(5, 'a'), (6, 'b')] [(2, 'a')]
[(4611686018427387903, 'a'), (4611686018427387904, 'b')]
(0, 'a') (1, 'b') [(0, 'a'), (1, 'b'), (2, 'c')]
[(1, 'a'), (2, 'b')] [] [(1,)] [(1, 3, 5), (2, 4, 6)]
[(1, 4), (2, 5)] [(3, 6)] [(1, 3), (2, 4)] [(0, 0), (1, 1)]
ValueError: zip() argument 2 is shorter than argument 1
ValueError: zip() argument 2 is longer than argument 1
ValueError: zip() argument 3 is longer than arguments 1-2
ValueError: zip() argument 3 is shorter than arguments 1-2
[11, 22] ['0', '1', '2']
[1, 2] [1, 3, 5] [3]
TypeError: 'int' object is not iterable
TypeError: 'a' is an invalid keyword argument for zip()
TypeError: map() must have at least two arguments.
TypeError: 'int' object is not iterable
TypeError: filter expected 2 arguments, got 1
TypeError: 'int' object is not iterable
TypeError: enumerate() missing required argument 'iterable'
TypeError: 'str' object cannot be interpreted as an integer
TypeError: 'foo' is an invalid keyword argument for enumerate()
)out");
}

TEST_F(RangeTest, OldAndNewIterationProtocols) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(class G:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
    def __len__(self): return 4
print(list(G()), 9 in G(), list(reversed(G())), list(iter(G())), type(iter(G())))
n = 0
def count():
    global n
    n += 1
    return n
print(list(iter(count, 5)), type(iter(count, 3)))
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
    def __length_hint__(self): return 3
print(list(It()), tuple(It()), set(It()), sum(It()), sorted(It(), reverse=True), dict.fromkeys(It()), [*It()])
def gen():
    yield 1
    raise ValueError('gen')
t(lambda: list(gen())); t(lambda: tuple(gen())); t(lambda: set(gen())); t(lambda: dict.fromkeys(gen()))
t(lambda: [1].extend(gen())); t(lambda: sorted(gen())); t(lambda: list(zip(gen(), gen())))
class Rev:
    def __reversed__(self): return iter('rev')
class NoRev:
    __reversed__ = None
print(list(reversed(Rev())))
t(lambda: reversed(NoRev())); t(lambda: reversed({1})); t(lambda: iter(5)); t(lambda: next(iter([])))
)py")),
            R"out([0, 1, 4, 9] True [9, 4, 1, 0] [0, 1, 4, 9] <class 'iterator'>
[1, 2, 3, 4] <class 'callable_iterator'>
[1, 2, 3] (1, 2, 3) {1, 2, 3} 6 [3, 2, 1] {1: None, 2: None, 3: None} [1, 2, 3]
ValueError: gen
ValueError: gen
ValueError: gen
ValueError: gen
ValueError: gen
ValueError: gen
ValueError: gen
['r', 'e', 'v']
TypeError: 'NoRev' object is not reversible
TypeError: 'set' object is not reversible
TypeError: 'int' object is not iterable
StopIteration:)out" " \n");
}

TEST_F(RangeTest, SubclassesOfIterators) {
  EXPECT_EQ(output_of(R"py(class E(enumerate):
    def __init__(self, *a): self.tag = 'tag'
class Z(zip): pass
e = E('ab')
print(e.tag, list(e), list(Z([1], [2])))
)py"),
            R"out(tag [(0, 'a'), (1, 'b')] [(1, 2)]
)out");
}

}  // namespace
}  // namespace gilsim::vm
