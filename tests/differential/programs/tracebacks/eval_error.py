# SPDX-License-Identifier: MIT
eval('1 +')
