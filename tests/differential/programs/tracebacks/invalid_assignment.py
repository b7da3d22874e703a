# SPDX-License-Identifier: MIT
f() = 3
