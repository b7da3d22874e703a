# SPDX-License-Identifier: MIT
print(f'{1 +}')
