# SPDX-License-Identifier: MIT
"""Container types beside the built-in ones: deque."""

__all__ = ['deque']


class deque:
    """A sequence that grows and shrinks at both ends.

    Items stand in a dict under consecutive numbers, _first up to _end: every operation at an end
    is one dict operation.
    """

    __slots__ = ('_items', '_first', '_end', '_maxlen')

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None and maxlen < 0:
            raise ValueError("maxlen must be non-negative")
        self._items = {}
        self._first = 0
        self._end = 0
        self._maxlen = maxlen
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def append(self, item):
        self._items[self._end] = item
        self._end += 1
        if self._maxlen is not None and self._end - self._first > self._maxlen:
            self.popleft()

    def appendleft(self, item):
        self._first -= 1
        self._items[self._first] = item
        if self._maxlen is not None and self._end - self._first > self._maxlen:
            self.pop()

    def pop(self):
        if self._first == self._end:
            raise IndexError("pop from an empty deque")
        self._end -= 1
        return self._items.pop(self._end)

    def popleft(self):
        if self._first == self._end:
            raise IndexError("pop from an empty deque")
        item = self._items.pop(self._first)
        self._first += 1
        return item

    def extend(self, iterable):
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable):
        for item in iterable:
            self.appendleft(item)

    def clear(self):
        self._items = {}
        self._first = self._end = 0

    def copy(self):
        return deque(self, self._maxlen)

    def count(self, value):
        return sum(1 for item in self if item == value)

    def rotate(self, n=1):
        if len(self) > 1:
            for _ in range(n % len(self)):
                self.appendleft(self.pop())

    def remove(self, value):
        items = list(self)
        if value not in items:
            raise ValueError("deque.remove(x): x not in deque")
        items.remove(value)
        self.clear()
        self.extend(items)

    def reverse(self):
        items = list(self)
        self.clear()
        self.extendleft(items)

    def _number(self, index):
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError("deque index out of range")
        return self._first + index

    def __getitem__(self, index):
        return self._items[self._number(index)]

    def __setitem__(self, index, value):
        self._items[self._number(index)] = value

    def __len__(self):
        return self._end - self._first

    def __iter__(self):
        first, end = self._first, self._end
        for number in range(first, end):
            if self._first != first or self._end != end:
                raise RuntimeError("deque mutated during iteration")
            yield self._items[number]

    def __reversed__(self):
        return reversed(list(self))

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return list(self) == list(other)

    __hash__ = None

    def __repr__(self):
        if self._maxlen is None:
            return f"deque({list(self)!r})"
        return f"deque({list(self)!r}, maxlen={self._maxlen})"
