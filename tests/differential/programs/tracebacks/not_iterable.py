# SPDX-License-Identifier: MIT
for c in 42:
    print(c)
