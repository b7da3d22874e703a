# SPDX-License-Identifier: MIT
"""Text in HTML."""
import re

__all__ = ['escape', 'unescape']

# The names of U+00A0 to U+00FF in their order.
_LATIN_1 = (
    'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn '
    'sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave '
    'Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml '
    'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN '
    'szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave '
    'iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute '
    'ucirc uuml yacute thorn yuml'
)
_NAMES = {
    'amp': '&',
    'lt': '<',
    'gt': '>',
    'quot': '"',
    'apos': "'",
    'hellip': '\u2026',
    'mdash': '\u2014',
    'ndash': '\u2013',
    'lsquo': '\u2018',
    'rsquo': '\u2019',
    'ldquo': '\u201c',
    'rdquo': '\u201d',
    'euro': '\u20ac',
    'bull': '\u2022',
    **{name: chr(code) for code, name in enumerate(_LATIN_1.split(), 0xA0)},
}
_REFERENCE = re.compile(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;)')


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
