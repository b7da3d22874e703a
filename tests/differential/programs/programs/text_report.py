# SPDX-License-Identifier: MIT
rows = [('apple', 3, 0.5), ('banana', 12, 0.25), ('kiwi', 100, 1.125)]
print(f'{"item":<10}|{"count":^7}|{"price":>8}'); print('-' * 27)
for name, n, p in rows: print(f'{name:<10}|{n:^7d}|{p:>8.2f}')
print(f'{"total":<10}|{sum(r[1] for r in rows):^7}|{sum(r[1] * r[2] for r in rows):>8,.2f}')
print('%-10s|%7d|%8.3f' % rows[0]); print('{0:>{w}}|{1:<5}|'.format('a', 1, w=6)); print(f'{1234567.891:,.1f} {0.1234:.1%} {255:#x} {5:03d} {-3:+d} {1e6:g} {"x":*^5}')
