# SPDX-License-Identifier: MIT
try:
    import definitely_not_there
except ImportError as e:
    print(type(e).__name__, e)
import definitely_not_there.inner
