# SPDX-License-Identifier: MIT
pairs = [(1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')]
pairs.sort(key=lambda p: p[1]); print(pairs)
print(sorted('banana', key=lambda c: (-'banana'.count(c), c)), (lambda *a, **k: (a, k))(1, x=2), (lambda: (yield))())if False else print('ok')
print(sorted(pairs, key=lambda p: p[0], reverse=True)[0], max(pairs, key=lambda p: len(p[1])), list(filter(lambda p: p[0] % 2, pairs)), list(map(lambda p: p[1].upper(), pairs)))
compose = lambda *fs: (lambda x: compose(*fs[:-1])(fs[-1](x)) if fs else x)
print(compose(str, abs, int)('-5'), (lambda n: n * (lambda m: m + 1)(n))(3))
