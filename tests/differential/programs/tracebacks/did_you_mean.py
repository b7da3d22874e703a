# SPDX-License-Identifier: MIT
class Dog:
    def bark(self): pass
Dog().barks()
