# SPDX-License-Identifier: MIT
"""Short representations, and a guard for those of objects that contain themselves."""
from _thread import get_ident
from itertools import islice

__all__ = ['Repr', 'repr', 'recursive_repr']


def recursive_repr(fillvalue='...'):
    def decorating_function(user_function):
        running = set()

        def wrapper(self):
            key = id(self), get_ident()
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return user_function(self)
            finally:
                running.discard(key)

        for name in ('__module__', '__doc__', '__name__', '__qualname__', '__annotations__'):
            setattr(wrapper, name, getattr(user_function, name))
        return wrapper

    return decorating_function


class Repr:
    def __init__(self):
        self.fillvalue = '...'
        self.maxlevel = 6
        self.maxtuple = self.maxlist = self.maxdeque = self.maxset = self.maxfrozenset = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxstring = 30
        self.maxlong = 40
        self.maxother = 30

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        method = getattr(self, f'repr_{type(x).__name__.replace(" ", "_")}', None)
        return method(x, level) if method else self.repr_instance(x, level)

    def _join(self, x, level, left, right, maximum, trail=''):
        if level <= 0 and len(x):
            return f'{left}{self.fillvalue}{right}'
        pieces = [self.repr1(item, level - 1) for item in islice(x, maximum)]
        if len(x) > maximum:
            pieces.append(self.fillvalue)
        text = ', '.join(pieces)
        return f'{left}{text}{trail if len(x) == 1 else ""}{right}'

    def repr_tuple(self, x, level):
        return self._join(x, level, '(', ')', self.maxtuple, ',')

    def repr_list(self, x, level):
        return self._join(x, level, '[', ']', self.maxlist)

    def repr_set(self, x, level):
        return self._join(_sorted(x), level, '{', '}', self.maxset) if x else 'set()'

    def repr_frozenset(self, x, level):
        return (
            self._join(_sorted(x), level, 'frozenset({', '})', self.maxfrozenset)
            if x
            else 'frozenset()'
        )

    def repr_deque(self, x, level):
        return self._join(x, level, 'deque([', '])', self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return '{}'
        if level <= 0:
            return f'{{{self.fillvalue}}}'
        pieces = [
            f'{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}'
            for key in islice(_sorted(x), self.maxdict)
        ]
        if len(x) > self.maxdict:
            pieces.append(self.fillvalue)
        return f'{{{", ".join(pieces)}}}'

    def _shorten(self, text, maximum):
        if len(text) <= maximum:
            return text
        head = max(0, (maximum - 3) // 2)
        tail = max(0, maximum - 3 - head)
        return text[:head] + self.fillvalue + text[len(text) - tail :]

    def repr_str(self, x, level):
        text = x[: self.maxstring].__repr__()
        if len(text) <= self.maxstring:
            return text
        head = max(0, (self.maxstring - 3) // 2)
        tail = max(0, self.maxstring - 3 - head)
        text = (x[:head] + x[len(x) - tail :]).__repr__()
        return text[:head] + self.fillvalue + text[len(text) - tail :]

    def repr_int(self, x, level):
        return self._shorten(x.__repr__(), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = x.__repr__()
        except Exception:
            return f'<{x.__class__.__name__} instance at {id(x):#x}>'
        return self._shorten(text, self.maxother)


def _sorted(x):
    try:
        return sorted(x)
    except Exception:
        return list(x)


aRepr = Repr()
repr = aRepr.repr
