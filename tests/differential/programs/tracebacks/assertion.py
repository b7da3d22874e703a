# SPDX-License-Identifier: MIT
def average(values):
    assert len(values) > 0, 'values must not be empty'
    return sum(values) / len(values)
print(average([1, 2]))
print(average([]))
