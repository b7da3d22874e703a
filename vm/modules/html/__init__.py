# SPDX-License-Identifier: MIT
"""Text in HTML."""
import re

__all__ = ['escape', 'unescape']

_NAMES = {
    'amp': '&',
    'lt': '<',
    'gt': '>',
    'quot': '"',
    'apos': "'",
    'nbsp': '\xa0',
    'copy': '\xa9',
    'reg': '\xae',
    'hellip': '\u2026',
    'mdash': '\u2014',
    'ndash': '\u2013',
    'lsquo': '\u2018',
    'rsquo': '\u2019',
    'ldquo': '\u201c',
    'rdquo': '\u201d',
    'euro': '\u20ac',
    'times': '\xd7',
    'deg': '\xb0',
    'middot': '\xb7',
    'bull': '\u2022',
}
_REFERENCE = re.compile(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z]+;)')


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


def _character(match):
    name = match[1].rstrip(';')
    if name[:2] in ('#x', '#X'):
        return chr(int(name[2:], 16))
    if name[0] == '#':
        return chr(int(name[1:]))
    return _NAMES.get(name, match[0])


def unescape(s):
    """Numbers of characters, and the names most used."""
    return _REFERENCE.sub(_character, s) if '&' in s else s
