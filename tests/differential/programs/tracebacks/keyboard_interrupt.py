# SPDX-License-Identifier: MIT
try:
    raise KeyboardInterrupt
except KeyboardInterrupt:
    print('interrupted')
