# SPDX-License-Identifier: MIT
print(f'{"C":>6} {"F":>8}')
for c in range(-10, 41, 10): print(f'{c:6d} {c * 9 / 5 + 32:8.1f}')
