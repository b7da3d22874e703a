# SPDX-License-Identifier: MIT
raise ValueError('a', 2, [3])
