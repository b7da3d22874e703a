# SPDX-License-Identifier: MIT
"""Constants and templates."""
import re as _re

__all__ = [
    'ascii_letters',
    'ascii_lowercase',
    'ascii_uppercase',
    'capwords',
    'digits',
    'hexdigits',
    'octdigits',
    'printable',
    'punctuation',
    'whitespace',
    'Formatter',
    'Template',
]

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


class Template:
    """Text with $names to be filled in."""

    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """(text, name, is_invalid, place) of each piece: a text, or a name to be filled in."""
        template = self.template
        at = 0
        while at < len(template):
            found = template.find(self.delimiter, at)
            if found < 0:
                yield template[at:], None, False, at
                return
            if found > at:
                yield template[at:found], None, False, at
            after = found + len(self.delimiter)
            if template[after : after + 1] == self.delimiter:
                yield self.delimiter, None, False, found
                at = after + 1
                continue
            braced = template[after : after + 1] == '{'
            start = after + braced
            end = start
            while end < len(template) and (
                template[end] == '_'
                or template[end].isascii()
                and (template[end].isalpha() or end > start and template[end].isdigit())
            ):
                end += 1
            closed = not braced or template[end : end + 1] == '}'
            if end == start or not closed:
                yield self.delimiter, None, True, after
                at = after
                continue
            yield template[found : end + braced], template[start:end], False, found
            at = end + braced

    def _invalid(self, place):
        lines = self.template[:place].splitlines(keepends=True)
        if not lines:
            colno, lineno = 1, 1
        else:
            colno = place - len(''.join(lines[:-1]))
            lineno = len(lines)
        raise ValueError(f'Invalid placeholder in string: line {lineno}, col {colno}')

    def substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        out = []
        for text, name, invalid, place in self._pieces():
            if invalid:
                self._invalid(place)
            out.append(text if name is None else str(values[name]))
        return ''.join(out)

    def safe_substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        return ''.join(
            text if name is None or name not in values else str(values[name])
            for text, name, _, _ in self._pieces()
        )

    def is_valid(self):
        return not any(invalid for _, _, invalid, _ in self._pieces())

    def get_identifiers(self):
        names = []
        for _, name, _, _ in self._pieces():
            if name is not None and name not in names:
                names.append(name)
        return names


class Formatter:
    """What str.format does, in parts that can be replaced."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2, 0)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, depth, auto):
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            if name == '':
                if auto is False:
                    raise ValueError(
                        'cannot switch from manual field specification to automatic '
                        'field numbering'
                    )
                name = str(auto)
                auto += 1
            elif name.isdigit():
                if auto:
                    raise ValueError(
                        'cannot switch from manual field specification to automatic '
                        'field numbering'
                    )
                auto = False
            obj, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used_args, depth - 1, auto)
            out.append(self.format_field(obj, spec))
        return ''.join(out), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')

    def parse(self, format_string):
        """(literal text, field name, format, conversion) of each field."""
        at = 0
        literal = ''
        length = len(format_string)
        while at < length:
            c = format_string[at]
            if c not in '{}':
                literal += c
                at += 1
                continue
            if format_string[at + 1 : at + 2] == c:
                literal += c
                at += 2
                continue
            if c == '}':
                raise ValueError("Single '}' encountered in format string")
            depth = 1
            end = at + 1
            while end < length and depth:
                depth += {'{': 1, '}': -1}.get(format_string[end], 0)
                end += 1
            if depth:
                raise ValueError(
                    "Single '{' encountered in format string"
                    if end == at + 1
                    else "expected '}' before end of string"
                )
            field = format_string[at + 1 : end - 1]
            name, colon, spec = field.partition(':')
            name, bang, conversion = name.partition('!')
            yield literal, name, spec, conversion if bang else None
            literal = ''
            at = end
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        first = _re.match(r'[^.\[]*', field_name).group()
        rest = field_name[len(first) :]
        first = int(first) if first.isdigit() else first
        obj = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == '.':
                name = _re.match(r'[^.\[]*', rest[1:]).group()
                obj = getattr(obj, name)
                rest = rest[1 + len(name) :]
            else:
                end = rest.index(']')
                key = rest[1:end]
                obj = obj[int(key) if key.isdigit() else key]
                rest = rest[end + 1 :]
        return obj, first
