# SPDX-License-Identifier: MIT
import sys
try:
    sys.exit(7)
finally:
    print('cleaned')
