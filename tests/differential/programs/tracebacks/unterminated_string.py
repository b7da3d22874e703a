# SPDX-License-Identifier: MIT
x = 'abc
