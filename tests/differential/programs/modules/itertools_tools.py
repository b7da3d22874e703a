# SPDX-License-Identifier: MIT
from itertools import *
print(list(chain([1], 'ab')), list(islice(count(5, 2), 3)), list(zip(cycle('ab'), range(3))), list(repeat(1, 2)), list(accumulate([1, 2, 3])))
print(list(permutations('abc', 2))[:3], list(combinations([1, 2, 3], 2)), list(product('ab', [1, 2])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 3, 1])))
print([(k, list(g)) for k, g in groupby('aabbc')], list(zip_longest([1], [1, 2], fillvalue=0)), list(starmap(pow, [(2, 3)])), list(filterfalse(None, [0, 1])), list(pairwise([1, 2, 3])), list(compress('abc', [1, 0, 1])))
a, b = tee([1, 2]); print(list(a), list(b), list(combinations_with_replacement('ab', 2)), list(chain.from_iterable([[1], [2]])))
