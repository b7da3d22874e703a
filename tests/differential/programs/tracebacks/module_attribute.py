# SPDX-License-Identifier: MIT
import math
math.squareroot(4)
