# SPDX-License-Identifier: MIT
print(sep='', 1)
