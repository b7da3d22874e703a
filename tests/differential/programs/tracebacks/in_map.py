# SPDX-License-Identifier: MIT
print(list(map(int, ['1', '2', 'x'])))
