# SPDX-License-Identifier: MIT
x := 5
