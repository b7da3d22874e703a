# SPDX-License-Identifier: MIT
name = 'x'
print(f'{name} {name.missing:>10}')
