# SPDX-License-Identifier: MIT
values = [3, 'a', None]
print(max(values))
