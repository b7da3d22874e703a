# SPDX-License-Identifier: MIT
n = 2 ** 100
print(sum(map(int, str(n))), len(str(n)), str(n)[::-1][:5], f'{n:,}', f'{n:e}', n % 97, hex(n))
