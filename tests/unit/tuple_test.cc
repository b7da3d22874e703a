// SPDX-License-Identifier: MIT
//
// tuple and slice: what CPython 3.11 prints for the same programs.
#include "tests/unit/container_fixture.h"
#include "vm/objects/tuple.h"

#include <string>

namespace gilsim::vm {
namespace {

TEST_F(TupleTest, OperatorsAndMethods) {
  EXPECT_EQ(output_of(R"py(print((1, 2) + (3,), () + (1,), (1, 2) * 2, 2 * (1,), (1,) * 0, (1, 2, 3, 2).count(2), (1, 2, 3).index(3))
print((1, 2) < (1, 2, 3), (2,) > (1, 9), (1,) != (1,), () == (), (1,) == [1], 2 in (1, 2), 'x' in (1,))
print((), (1,), (1, (2, 'a')), tuple('ab'), tuple([1]), tuple({1: 2}), tuple(x for x in range(3)), tuple())
t = (0, 1, 2, 3, 4)
print(t[1:3], t[::-1], t[-2:], t[::2], t[5:], t[0], t[-1], t[:] is t, list(reversed(t)))
a, *b, c = t
print(a, b, c)
)py"),
            R"out((1, 2, 3) (1,) (1, 2, 1, 2) (1, 1) () 2 2
True True False True False True False
() (1,) (1, (2, 'a')) ('a', 'b') (1,) (1,) (0, 1, 2) ()
(1, 2) (4, 3, 2, 1, 0) (3, 4) (0, 2, 4) () 0 4 True [4, 3, 2, 1, 0]
0 [1, 2, 3] 4
)out");
}

TEST_F(TupleTest, HashesAreCPythons) {
  EXPECT_EQ(output_of(R"py(print(hash(()), hash((1,)), hash((1, 2, 3)), hash((1.5, 2, (3, 4))), hash((-1,)), hash((1,) * 20))
)py"),
            R"out(5740354900026072187 -6644214454873602895 529344067295497451 2125165317038837204 8078679518589016365 2783560410639009152
)out");
}

TEST_F(TupleTest, ErrorsAreCPythons) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(t(lambda: (1,)[3]); t(lambda: (1,)['a']); t((1,).index, 2); t(lambda: (1,) + [1]); t(lambda: (1,) * 'a')
t(tuple, 1, 2); t(lambda: tuple(a=1)); t(tuple, 1); t(hash, ([],)); t(lambda: (1,) < [1])
t(lambda: (1, 2, 3)[::0])
)py")),
            R"out(IndexError: tuple index out of range
TypeError: tuple indices must be integers or slices, not str
ValueError: tuple.index(x): x not in tuple
TypeError: can only concatenate tuple (not "list") to tuple
TypeError: can't multiply sequence by non-int of type 'str'
TypeError: tuple expected at most 1 argument, got 2
TypeError: tuple() takes no keyword arguments
TypeError: 'int' object is not iterable
TypeError: unhashable type: 'list'
TypeError: '<' not supported between instances of 'tuple' and 'list'
ValueError: slice step cannot be zero
)out");
}

TEST_F(TupleTest, ContainingItself) {
  EXPECT_EQ(output_of(R"py(t1 = ([],)
t1[0].append(t1)
print(t1)
)py"),
            R"out(([(...)],)
)out");
}

TEST_F(TupleTest, SubclassesKeepTheirDictBehindTheItems) {
  EXPECT_EQ(output_of(R"py(class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
q = T(1, [2])
q.z = 5
print(q, q.first, q.z, type(q).__name__, q == (1, [2]), q.__dict__, q + (3,), type(q[:]))
q[1].append(q)
q = None
)py"),
            R"out((1, [2]) 1 5 T True {'z': 5} (1, [2], 3) <class 'tuple'>
)out");
}

TEST_F(TupleTest, Slices) {
  EXPECT_EQ(output_of(kTry + std::string(R"py(print(slice(1), slice(1, 2), slice(1, 2, 3), slice(1) == slice(None, 1), slice(1, 2) < slice(1, 3))
print(slice(1, 5, 2).indices(3), slice(None, None, -1).indices(10**20), slice(5).stop, slice(5).start)
t(slice); t(hash, slice(1)); t(slice(1).indices, -1); t(slice(1, 2, 0).indices, 3); t(slice('a').indices, 3)
t(lambda: slice(a=1))
)py")),
            R"out(slice(None, 1, None) slice(1, 2, None) slice(1, 2, 3) True True
(1, 3, 2) (99999999999999999999, -1, -1) 5 None
TypeError: slice expected at least 1 argument, got 0
TypeError: unhashable type: 'slice'
ValueError: length should not be negative
ValueError: slice step cannot be zero
TypeError: slice indices must be integers or None or have an __index__ method
TypeError: slice() takes no keyword arguments
)out");
}

TEST_F(TupleTest, HashingDoesNotRecurseWithoutABound) {
  EXPECT_EQ(output_of("t = ()\n"
                      "for i in range(100000): t = (t,)\n"
                      "try: hash(t)\n"
                      "except RecursionError as e: print(e)\n"),
            "maximum recursion depth exceeded\n");
}

TEST_F(TupleObjectTest, OnlyTuplesThatCanBeInACycleAreTracked) {
  const Ref numbers = make_tuple(thread_, {Value::small_int(1), Value::none()});
  EXPECT_FALSE(Heap::is_tracked(numbers.as<Tuple>()));
  const Ref nested = make_tuple(thread_, {numbers.get(), Value::none()});
  EXPECT_TRUE(Heap::is_tracked(nested.as<Tuple>()));
  EXPECT_EQ(make_tuple(thread_, std::span<const Value>()).get(), Value(instance_.empty_tuple));
}

}  // namespace
}  // namespace gilsim::vm
