# SPDX-License-Identifier: MIT
def deco(f):
    def wrapper(*args):
        return f(*args)
    return wrapper
@deco
def g(n):
    raise ValueError('n is %d' % n)
g(3)
