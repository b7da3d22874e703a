# SPDX-License-Identifier: MIT
data = [1, 5, 2, 8]
if (n := len(data)) > 3: print(f'{n} items')
print([y for x in data if (y := x * 2) > 4], y)
while (item := data.pop()) != 5: print('popped', item)
print((a := 1) + (b := 2), a, b)
def f(x): return (r := x + 1), r
print(f(3), any((hit := v) > 7 for v in [1, 9, 3]), hit)
