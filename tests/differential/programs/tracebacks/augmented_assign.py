# SPDX-License-Identifier: MIT
total = 0
for part in [1, 'two', 3]:
    total += part
