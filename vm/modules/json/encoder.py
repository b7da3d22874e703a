# SPDX-License-Identifier: MIT
"""Values to JSON text, in pieces, so that a large value can be written as it is made."""

_ESCAPES = {
    '\\': '\\\\',
    '"': '\\"',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
}
_ALWAYS = {ord(c): text for c, text in _ESCAPES.items()}
_ALWAYS.update((i, f'\\u{i:04x}') for i in range(0x20) if i not in _ALWAYS)
INFINITY = float('inf')


def encode_basestring(s):
    return '"' + s.translate(_ALWAYS) + '"'


def encode_basestring_ascii(s):
    text = s.translate(_ALWAYS)
    if text.isascii():
        return '"' + text + '"'
    out = []
    for c in text:
        n = ord(c)
        if n < 0x80:
            out.append(c)
        elif n < 0x10000:
            out.append(f'\\u{n:04x}')
        else:
            n -= 0x10000
            out.append(f'\\u{0xd800 | n >> 10:04x}\\u{0xdc00 | n & 0x3ff:04x}')
    return '"' + ''.join(out) + '"'


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(
        self,
        *,
        skipkeys=False,
        ensure_ascii=True,
        check_circular=True,
        allow_nan=True,
        sort_keys=False,
        indent=None,
        separators=None,
        default=None,
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        return ''.join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        text = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        return _Writer(self, text, indent, {} if self.check_circular else None).value(o, 0)


class _Writer:
    def __init__(self, encoder, text, indent, markers):
        self.encoder = encoder
        self.text = text
        self.indent = indent
        self.markers = markers

    def number(self, o):
        if o != o:
            shown = 'NaN'
        elif o == INFINITY:
            shown = 'Infinity'
        elif o == -INFINITY:
            shown = '-Infinity'
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            detail = '' if self.indent is None else f': {o!r}'
            raise ValueError('Out of range float values are not JSON compliant' + detail)
        return shown

    def simple(self, o):
        """The text of a value without parts, or None."""
        if isinstance(o, str):
            return self.text(o)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.number(o)
        return None

    def enter(self, o):
        if self.markers is not None:
            if id(o) in self.markers:
                raise ValueError('Circular reference detected')
            self.markers[id(o)] = o

    def leave(self, o):
        if self.markers is not None:
            del self.markers[id(o)]

    def value(self, o, level):
        shown = self.simple(o)
        if shown is not None:
            yield shown
        elif isinstance(o, (list, tuple)):
            yield from self.list(o, level)
        elif isinstance(o, dict):
            yield from self.dict(o, level)
        else:
            self.enter(o)
            yield from self.value(self.encoder.default(o), level)
            self.leave(o)

    def line(self, level):
        return '' if self.indent is None else '\n' + self.indent * level

    def list(self, values, level):
        if not values:
            yield '[]'
            return
        self.enter(values)
        before = '[' + self.line(level + 1)
        separator = self.encoder.item_separator + self.line(level + 1)
        for value in values:
            shown = self.simple(value)
            if shown is not None:
                yield before + shown
            else:
                yield before
                yield from self.value(value, level + 1)
            before = separator
        yield self.line(level) + ']'
        self.leave(values)

    def key(self, key):
        if isinstance(key, str):
            return key
        shown = self.simple(key)
        if shown is not None:
            return shown
        if self.encoder.skipkeys:
            return None
        raise TypeError(
            'keys must be str, int, float, bool or None, not ' f'{key.__class__.__name__}'
        )

    def dict(self, mapping, level):
        if not mapping:
            yield '{}'
            return
        self.enter(mapping)
        yield '{'
        before = self.line(level + 1)
        items = sorted(mapping.items()) if self.encoder.sort_keys else mapping.items()
        for key, value in items:
            key = self.key(key)
            if key is None:
                continue
            yield before + self.text(key) + self.encoder.key_separator
            before = self.encoder.item_separator + self.line(level + 1)
            yield from self.value(value, level + 1)
        yield self.line(level) + '}'
        self.leave(mapping)
