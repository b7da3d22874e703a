# SPDX-License-Identifier: MIT
"""Containers printed over several lines where they do not fit into one."""
import sys as _sys

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


def pprint(
    object,
    stream=None,
    indent=1,
    width=80,
    depth=None,
    *,
    compact=False,
    sort_dicts=True,
    underscore_numbers=False,
):
    PrettyPrinter(
        indent=indent,
        width=width,
        depth=depth,
        stream=stream,
        compact=compact,
        sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers,
    ).pprint(object)


def pformat(
    object,
    indent=1,
    width=80,
    depth=None,
    *,
    compact=False,
    sort_dicts=True,
    underscore_numbers=False,
):
    return PrettyPrinter(
        indent=indent,
        width=width,
        depth=depth,
        compact=compact,
        sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers,
    ).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._text(object, 0, set())


def isreadable(object):
    return not isrecursive(object) and not saferepr(object).startswith('<')


def isrecursive(object):
    return '<Recursion on' in saferepr(object)


class _Key:
    """Orders what cannot be compared by its type's name and its address."""

    __slots__ = ('obj',)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _ordered(values):
    return sorted(values, key=_Key)


class PrettyPrinter:
    def __init__(
        self,
        indent=1,
        width=80,
        depth=None,
        stream=None,
        *,
        compact=False,
        sort_dicts=True,
        underscore_numbers=False,
    ):
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._depth = depth
        self._indent = indent
        self._width = width
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        stream = _sys.stdout if self._stream is None else self._stream
        stream.write(self.pformat(object) + '\n')

    def pformat(self, object):
        out = []
        self._format(object, out, 0, 0, set(), 0)
        return ''.join(out)

    def format(self, object, context, maxlevels, level):
        return self._text(object, level, set()), True, False

    def _text(self, obj, level, running):
        """On one line."""
        cls = type(obj)
        if cls is int and self._underscore_numbers:
            return f'{obj:_d}'
        shape = {dict.__repr__: '{}', list.__repr__: '[]', tuple.__repr__: '()'}.get(cls.__repr__)
        if shape is None or not isinstance(obj, (dict, list, tuple)):
            return repr(obj)
        if not obj:
            return shape
        if self._depth is not None and level >= self._depth:
            return f'{shape[0]}...{shape[1]}'
        if id(obj) in running:
            return _recursion(obj)
        running.add(id(obj))
        if isinstance(obj, dict):
            items = (
                sorted(obj.items(), key=lambda item: (_Key(item[0]),))
                if self._sort_dicts
                else obj.items()
            )
            parts = [
                f'{self._text(k, level + 1, running)}: {self._text(v, level + 1, running)}'
                for k, v in items
            ]
        else:
            parts = [self._text(item, level + 1, running) for item in obj]
        running.discard(id(obj))
        trail = ',' if shape == '()' and len(parts) == 1 else ''
        return f'{shape[0]}{", ".join(parts)}{trail}{shape[1]}'

    def _format(self, obj, out, indent, allowance, running, level):
        if id(obj) in running:
            out.append(_recursion(obj))
            return
        text = self._text(obj, level, set(running))
        if len(text) <= self._width - indent - allowance:
            out.append(text)
            return
        method = self._method(obj)
        if method is None:
            out.append(text)
            return
        running.add(id(obj))
        method(obj, out, indent, allowance, running, level + 1)
        running.discard(id(obj))

    def _method(self, obj):
        found = _METHODS.get(type(obj).__repr__)
        if found is not None:
            return getattr(self, found)
        if hasattr(type(obj), '__dataclass_fields__') and hasattr(
            type(obj).__repr__, '__wrapped__'
        ):
            return self._dataclass
        return None

    def _dict(self, obj, out, indent, allowance, running, level):
        out.append('{')
        if self._indent > 1:
            out.append((self._indent - 1) * ' ')
        if obj:
            items = (
                sorted(obj.items(), key=lambda item: (_Key(item[0]),))
                if self._sort_dicts
                else obj.items()
            )
            self._dict_items(list(items), out, indent, allowance + 1, running, level)
        out.append('}')

    def _dict_items(self, items, out, indent, allowance, running, level):
        indent += self._indent
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            text = self._text(key, level, set())
            out.append(text + ': ')
            self._format(
                value, out, indent + len(text) + 2, allowance if last else 1, running, level
            )
            if not last:
                out.append(',\n' + ' ' * indent)

    def _ordered_dict(self, obj, out, indent, allowance, running, level):
        if not obj:
            out.append(repr(obj))
            return
        name = type(obj).__name__
        out.append(name + '(')
        self._format(list(obj.items()), out, indent + len(name) + 1, allowance + 1, running, level)
        out.append(')')

    def _list(self, obj, out, indent, allowance, running, level):
        out.append('[')
        self._items(obj, out, indent, allowance + 1, running, level)
        out.append(']')

    def _tuple(self, obj, out, indent, allowance, running, level):
        out.append('(')
        end = ',)' if len(obj) == 1 else ')'
        self._items(obj, out, indent, allowance + len(end), running, level)
        out.append(end)

    def _set(self, obj, out, indent, allowance, running, level):
        if not obj:
            out.append(repr(obj))
            return
        cls = type(obj)
        if cls is set:
            out.append('{')
            end = '}'
        else:
            out.append(cls.__name__ + '({')
            end = '})'
            indent += len(cls.__name__) + 1
        self._items(_ordered(obj), out, indent, allowance + len(end), running, level)
        out.append(end)

    def _str(self, obj, out, indent, allowance, running, level):
        if not obj:
            out.append(repr(obj))
            return
        chunks = []
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        max_width = width = self._width - indent
        text = ''
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                max_width -= allowance
            if len(text) <= max_width:
                chunks.append(text)
                continue
            parts = _words(line)
            max_width2 = width
            current = ''
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    max_width2 -= allowance
                if len(repr(candidate)) > max_width2:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(text)
            return
        if level == 1:
            out.append('(')
        for i, chunk in enumerate(chunks):
            if i > 0:
                out.append('\n' + ' ' * indent)
            out.append(chunk)
        if level == 1:
            out.append(')')

    def _namespace(self, obj, out, indent, allowance, running, level):
        name = 'namespace' if type(obj).__name__ == 'SimpleNamespace' else type(obj).__name__
        out.append(name + '(')
        self._attributes(
            list(obj.__dict__.items()), out, indent + len(name) + 1, allowance, running, level
        )
        out.append(')')

    def _dataclass(self, obj, out, indent, allowance, running, level):
        name = type(obj).__name__
        items = [
            (f.name, getattr(obj, f.name))
            for f in type(obj).__dataclass_fields__.values()
            if f.repr
        ]
        out.append(name + '(')
        self._attributes(items, out, indent + len(name) + 1, allowance, running, level)
        out.append(')')

    def _attributes(self, items, out, indent, allowance, running, level):
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            out.append(key + '=')
            self._format(
                value, out, indent + len(key) + 1, allowance if last else 1, running, level
            )
            if not last:
                out.append(',\n' + ' ' * indent)

    def _items(self, items, out, indent, allowance, running, level):
        indent += self._indent
        if self._indent > 1:
            out.append((self._indent - 1) * ' ')
        items = list(items)
        separator = ',\n' + ' ' * indent
        before = ''
        width = max_width = self._width - indent + 1
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                max_width -= allowance
                width -= allowance
            if self._compact:
                text = self._text(item, level, set())
                w = len(text) + 2
                if width < w:
                    width = max_width
                    if before:
                        before = separator
                if width >= w:
                    width -= w
                    out.append(before)
                    before = ', '
                    out.append(text)
                    continue
            out.append(before)
            before = separator
            self._format(item, out, indent, allowance if last else 1, running, level)


def _words(line):
    """Words, each with the white space behind it."""
    parts = []
    at = 0
    while at < len(line):
        end = at
        while end < len(line) and not line[end].isspace():
            end += 1
        while end < len(line) and line[end].isspace():
            end += 1
        parts.append(line[at:end])
        at = end
    return parts


def _recursion(obj):
    return f'<Recursion on {type(obj).__name__} with id={id(obj)}>'


_METHODS = {
    dict.__repr__: '_dict',
    list.__repr__: '_list',
    tuple.__repr__: '_tuple',
    set.__repr__: '_set',
    frozenset.__repr__: '_set',
    str.__repr__: '_str',
    type(_sys.implementation).__repr__: '_namespace',
}


def _add_collections():
    import collections

    for name, method in (('OrderedDict', '_ordered_dict'),):
        _METHODS[getattr(collections, name).__repr__] = method


_add_collections()
