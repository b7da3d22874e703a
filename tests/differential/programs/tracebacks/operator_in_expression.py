# SPDX-License-Identifier: MIT
def area(width, height):
    return (width + 1) * (height - '2') / 3
print(area(3, 4))
