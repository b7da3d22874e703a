# SPDX-License-Identifier: MIT
"""JSON text to values."""

_WHITESPACE = ' \t\n\r'
_ESCAPED = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_CONSTANTS = {'-Infinity': float('-inf'), 'Infinity': float('inf'), 'NaN': float('nan')}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


JSONDecodeError.__module__ = 'json.decoder'


def _skip(s, at):
    while s[at : at + 1] and s[at] in _WHITESPACE:
        at += 1
    return at


def _four_digits(s, at):
    digits = s[at : at + 4]
    if len(digits) == 4 and all(c in '0123456789abcdefABCDEF' for c in digits):
        return int(digits, 16)
    raise JSONDecodeError('Invalid \\uXXXX escape', s, at - 1)


def scanstring(s, end, strict=True):
    """The string whose opening quote stands before `end`, and the place behind it."""
    begin = end - 1
    chunks = []
    while True:
        quote = s.find('"', end)
        if quote < 0:
            quote = len(s)
        backslash = s.find('\\', end, quote)
        stop = quote if backslash < 0 else backslash
        chunk = s[end:stop]
        if strict and not chunk.isprintable():
            for i, c in enumerate(chunk):
                if c < ' ':
                    raise JSONDecodeError('Invalid control character at', s, end + i)
        chunks.append(chunk)
        if stop >= len(s):
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        end = stop + 1
        if s[stop] == '"':
            return ''.join(chunks), end
        escape = s[end : end + 1]
        if not escape:
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        if escape != 'u':
            if escape not in _ESCAPED:
                raise JSONDecodeError('Invalid \\escape', s, end - 1)
            chunks.append(_ESCAPED[escape])
            end += 1
            continue
        code = _four_digits(s, end + 1)
        end += 5
        if 0xD800 <= code <= 0xDBFF and s[end : end + 2] == '\\u':
            low = _four_digits(s, end + 2)
            if 0xDC00 <= low <= 0xDFFF:
                code = 0x10000 + ((code - 0xD800 << 10) | low - 0xDC00)
                end += 6
        chunks.append(chr(code))


class JSONDecoder:
    def __init__(
        self,
        *,
        object_hook=None,
        parse_float=None,
        parse_int=None,
        parse_constant=None,
        strict=True,
        object_pairs_hook=None,
    ):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        obj, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return obj

    def raw_decode(self, s, idx=0):
        self._memo = {}
        return self._value(s, idx)

    def _value(self, s, at):
        c = s[at : at + 1]
        if c == '"':
            return scanstring(s, at + 1, self.strict)
        if c == '{':
            return self._object(s, at + 1)
        if c == '[':
            return self._array(s, at + 1)
        if c == 'n' and s[at : at + 4] == 'null':
            return None, at + 4
        if c == 't' and s[at : at + 4] == 'true':
            return True, at + 4
        if c == 'f' and s[at : at + 5] == 'false':
            return False, at + 5
        if c and c in '-0123456789':
            found = self._number(s, at)
            if found is not None:
                return found
        for name in _CONSTANTS:
            if s.startswith(name, at):
                return self.parse_constant(name), at + len(name)
        raise JSONDecodeError('Expecting value', s, at)

    def _digits(self, s, at):
        while s[at : at + 1] and s[at] in '0123456789':
            at += 1
        return at

    def _number(self, s, at):
        start = at
        at += s[at] == '-'
        end = at + 1 if s[at : at + 1] == '0' else self._digits(s, at)
        if end == at:
            return None
        whole = end
        if s[end : end + 1] == '.':
            after = self._digits(s, end + 1)
            end = after if after > end + 1 else end
        if s[end : end + 1] in ('e', 'E'):
            first = end + 1 + (s[end + 1 : end + 2] in ('+', '-') and s[end + 1 : end + 2] != '')
            after = self._digits(s, first)
            end = after if after > first else end
        text = s[start:end]
        return (self.parse_int if end == whole else self.parse_float)(text), end

    def _array(self, s, at):
        values = []
        at = _skip(s, at)
        if s[at : at + 1] == ']':
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = _skip(s, at)
            c = s[at : at + 1]
            if c == ']':
                return values, at + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)

    def _object(self, s, at):
        pairs = []
        at = _skip(s, at)
        if s[at : at + 1] == '}':
            return self._made(pairs), at + 1
        while True:
            if s[at : at + 1] != '"':
                raise JSONDecodeError('Expecting property name enclosed in double quotes', s, at)
            key, at = scanstring(s, at + 1, self.strict)
            key = self._memo.setdefault(key, key)
            at = _skip(s, at)
            if s[at : at + 1] != ':':
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            c = s[at : at + 1]
            if c == '}':
                return self._made(pairs), at + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        obj = dict(pairs)
        return obj if self.object_hook is None else self.object_hook(obj)
