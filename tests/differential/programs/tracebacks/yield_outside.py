# SPDX-License-Identifier: MIT
yield 1
