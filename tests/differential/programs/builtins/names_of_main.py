# SPDX-License-Identifier: MIT
# The names a program begins with.
print(dir())
print(list(globals()))
print(__annotations__, __cached__, __doc__, __name__, __package__)
count: int = 3
print(__annotations__, locals() is globals())


def inner():
    local = 1
    return dir(), locals()


print(inner())
