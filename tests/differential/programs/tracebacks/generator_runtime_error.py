# SPDX-License-Identifier: MIT
def g():
    yield next(iter([]))
list(g())
