# SPDX-License-Identifier: MIT
"""The parts of URLs, and text in them."""
import collections

__all__ = [
    'urlparse',
    'urlunparse',
    'urljoin',
    'urldefrag',
    'urlsplit',
    'urlunsplit',
    'urlencode',
    'parse_qs',
    'parse_qsl',
    'quote',
    'quote_plus',
    'quote_from_bytes',
    'unquote',
    'unquote_plus',
    'unquote_to_bytes',
    'DefragResult',
    'ParseResult',
    'SplitResult',
]

_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')
_RELATIVE = ('', 'ftp', 'http', 'https', 'file', 'ws', 'wss', 'sftp')
_WITH_PARAMETERS = ('', 'ftp', 'http', 'https', 'sip', 'sips')


class _Place:
    """What stands in `netloc`."""

    __slots__ = ()

    def _host_and_port(self):
        host = self.netloc.rpartition('@')[2]
        if host.startswith('['):
            host, _, port = host[1:].partition(']')
            return host, port[1:] if port else ''
        host, _, port = host.partition(':')
        return host, port

    @property
    def username(self):
        user, at, _ = self.netloc.rpartition('@')
        return user.partition(':')[0] if at else None

    @property
    def password(self):
        user, at, _ = self.netloc.rpartition('@')
        name, colon, password = user.partition(':')
        return password if at and colon else None

    @property
    def hostname(self):
        return self._host_and_port()[0].lower() or None

    @property
    def port(self):
        port = self._host_and_port()[1]
        if not port:
            return None
        if not port.isdigit():
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        if int(port) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(port)


class SplitResult(
    collections.namedtuple('SplitResult', 'scheme netloc path query fragment'), _Place
):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(
    collections.namedtuple('ParseResult', 'scheme netloc path params query fragment'), _Place
):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(collections.namedtuple('DefragResult', 'url fragment')):
    __slots__ = ()

    def geturl(self):
        return f'{self.url}#{self.fragment}' if self.fragment else self.url


def _is_scheme(text):
    return text[:1].isalpha() and text.isascii() and all(c.isalnum() or c in '+-.' for c in text)


def urlsplit(url, scheme='', allow_fragments=True):
    """SplitResult(scheme, netloc, path, query, fragment)."""
    url = url.lstrip(' ')
    for unwanted in '\t\r\n':
        url = url.replace(unwanted, '')
    place = query = fragment = ''
    head, colon, rest = url.partition(':')
    if colon and _is_scheme(head):
        scheme, url = head.lower(), rest
    if url.startswith('//'):
        end = min((url.find(c, 2) for c in '/?#' if url.find(c, 2) >= 0), default=len(url))
        place, url = url[2:end], url[end:]
        if ('[' in place) != (']' in place):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments:
        url, _, fragment = url.partition('#')
    url, _, query = url.partition('?')
    return SplitResult(scheme, place, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    """The same with the parameters of the path's last part."""
    scheme, place, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    parameters = ''
    if scheme in _WITH_PARAMETERS and ';' in path:
        at = path.find(';', max(path.rfind('/'), 0))
        if at >= 0:
            path, parameters = path[:at], path[at + 1 :]
    return ParseResult(scheme, place, path, parameters, query, fragment)


def urlunsplit(components):
    scheme, place, path, query, fragment = components
    url = path
    if place or (scheme in _RELATIVE and scheme and path[:2] != '//' and scheme == 'file'):
        url = '//' + place + ('/' if url and url[:1] != '/' else '') + url
    if scheme:
        url = f'{scheme}:{url}'
    return url + (f'?{query}' if query else '') + (f'#{fragment}' if fragment else '')


def urlunparse(components):
    scheme, place, path, parameters, query, fragment = components
    return urlunsplit(
        (scheme, place, f'{path};{parameters}' if parameters else path, query, fragment)
    )


def urldefrag(url):
    scheme, place, path, parameters, query, fragment = urlparse(url)
    return DefragResult(urlunparse((scheme, place, path, parameters, query, '')), fragment)


def _joined_path(base, path):
    if path.startswith('/'):
        parts = path.split('/')
    else:
        start = base.split('/')[:-1] or ['']
        parts = start + path.split('/')
    result = []
    for part in parts:
        if part == '..':
            if len(result) > 1:
                result.pop()
        elif part != '.':
            result.append(part)
    if parts[-1] in ('.', '..'):
        result.append('')
    return '/'.join(result) or '/'


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    old = urlparse(base, '', allow_fragments)
    new = urlparse(url, old.scheme, allow_fragments)
    if new.scheme != old.scheme or new.scheme not in _RELATIVE:
        return url
    if new.netloc:
        return urlunparse(new)
    if not new.path and not new.params:
        return urlunparse(
            (new.scheme, old.netloc, old.path, old.params, new.query or old.query, new.fragment)
        )
    path = _joined_path(old.path, new.path)
    return urlunparse((new.scheme, old.netloc, path, new.params, new.query, new.fragment))


def quote_from_bytes(bs, safe='/'):
    allowed = _SAFE | frozenset(safe.encode('ascii', 'ignore') if isinstance(safe, str) else safe)
    return ''.join(chr(byte) if byte in allowed else f'%{byte:02X}' for byte in bs)


def quote(string, safe='/', encoding=None, errors=None):
    if isinstance(string, str):
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    elif encoding is not None or errors is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    return quote(string, safe + ' ', encoding, errors).replace(' ', '+')


def unquote_to_bytes(string):
    if isinstance(string, str):
        string = string.encode()
    first, *parts = string.split(b'%')
    out = bytearray(first)
    for part in parts:
        try:
            out.append(int(part[:2].decode('ascii'), 16) if len(part) >= 2 else int('x'))
            out += part[2:]
        except ValueError:
            out += b'%' + part
    return bytes(out)


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        return string
    return unquote_to_bytes(string).decode(encoding or 'utf-8', errors or 'replace')


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, 'items'):
        query = query.items()
    parts = []

    def text(value):
        return quote_via(value if isinstance(value, bytes) else str(value), safe)

    for key, value in query:
        if doseq and not isinstance(value, (str, bytes)) and hasattr(value, '__iter__'):
            parts += [f'{text(key)}={text(item)}' for item in value]
        else:
            parts.append(f'{text(key)}={text(value)}')
    return '&'.join(parts)


def parse_qsl(
    qs,
    keep_blank_values=False,
    strict_parsing=False,
    encoding='utf-8',
    errors='replace',
    max_num_fields=None,
    separator='&',
):
    found = []
    for part in qs.split(separator):
        if not part and not strict_parsing:
            continue
        name, equals, value = part.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError(f'bad query field: {part!r}')
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            found.append(
                (unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors))
            )
    return found


def parse_qs(
    qs,
    keep_blank_values=False,
    strict_parsing=False,
    encoding='utf-8',
    errors='replace',
    max_num_fields=None,
    separator='&',
):
    values = {}
    for name, value in parse_qsl(
        qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator
    ):
        values.setdefault(name, []).append(value)
    return values
