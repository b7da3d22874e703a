# SPDX-License-Identifier: MIT
class T:
    def m(self): pass
T().m(1, 2)
