# SPDX-License-Identifier: MIT
print('never printed')
if True
    pass
