# SPDX-License-Identifier: MIT
import doctest
def fact(n):
    """Return n!.

    >>> [fact(n) for n in range(6)]
    [1, 1, 2, 6, 24, 120]
    >>> fact(-1)
    Traceback (most recent call last):
        ...
    ValueError: n must be >= 0
    """
    if n < 0: raise ValueError("n must be >= 0")
    r = 1
    for i in range(2, n + 1): r *= i
    return r
class A:
    """A class.

    >>> A().f()
    1
    """
    def f(self):
        """f"""
        return 1
doctest.testmod(verbose=True)
