# SPDX-License-Identifier: MIT
def f():
    global counter
    counter += 1
f()
