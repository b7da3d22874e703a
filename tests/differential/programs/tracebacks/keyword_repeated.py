# SPDX-License-Identifier: MIT
f(a=1, a=2)
