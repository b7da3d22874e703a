# SPDX-License-Identifier: MIT
"""Native workers: compiled code that runs outside the GIL.

sum_range(start, end) adds the integers of a range with the GIL dropped.
Worker(start, end) does so on a thread of its own: start(), join(), result.
"""

from _native import sum_range
from threading import Thread


class Worker(Thread):
    """A thread whose work is native: it holds the GIL only to begin and to end."""

    def __init__(self, start, end, name=None):
        super().__init__(name=name)
        self._range = (start, end)
        self.result = None

    def run(self):
        self.result = sum_range(self._range[0], self._range[1])
