# SPDX-License-Identifier: MIT
it = iter([1])
next(it)
next(it)
