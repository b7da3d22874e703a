# SPDX-License-Identifier: MIT
class V:
    def __add__(self, other):
        return self.x + other.x
V() + V()
