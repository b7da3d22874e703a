# SPDX-License-Identifier: MIT
import sys
print('before')
sys.exit('fatal: giving up')
