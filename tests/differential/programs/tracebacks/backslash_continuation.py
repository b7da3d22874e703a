# SPDX-License-Identifier: MIT
value = 1 + \
    2 + \
    None
