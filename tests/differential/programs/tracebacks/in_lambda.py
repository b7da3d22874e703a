# SPDX-License-Identifier: MIT
f = lambda x: x['a'] + 1
print(f({'a': 1}))
f({})
