# SPDX-License-Identifier: MIT
"""Paths with '/': os.path."""

curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
altsep = None
devnull = '/dev/null'


def _text(path):
    """A path as str or bytes."""
    if isinstance(path, (str, bytes)):
        return path
    from os import fspath
    return fspath(path)


def _parts(path):
    """The path, and '/', '.' and '..' of its kind."""
    path = _text(path)
    return (path, '/', '.', '..') if isinstance(path, str) else (path, b'/', b'.', b'..')


def normcase(s):
    return _text(s)


def isabs(s):
    path, slash, dot, dots = _parts(s)
    return path.startswith(slash)


def join(a, *p):
    path, slash, dot, dots = _parts(a)
    for part in map(_text, p):
        if type(part) is not type(path):
            raise TypeError("Can't mix strings and bytes in path components")
        if part.startswith(slash):
            path = part
        elif not path or path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def split(p):
    path, slash, dot, dots = _parts(p)
    i = path.rfind(slash) + 1
    head, tail = path[:i], path[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    path, slash, dot, dots = _parts(p)
    start = path.rfind(slash) + 1
    at = path.rfind(dot)
    # Dots that lead the name do not begin an extension.
    if at > start and path[start:at].strip(dot):
        return path[:at], path[at:]
    return path, path[:0]


def splitdrive(p):
    path = _text(p)
    return path[:0], path


def basename(p):
    path, slash, dot, dots = _parts(p)
    return path[path.rfind(slash) + 1:]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path, slash, dot, dots = _parts(path)
    if not path:
        return dot
    lead = slash * (2 if path.startswith(slash * 2) and not path.startswith(slash * 3)
                    else 1 if path.startswith(slash) else 0)
    kept = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dots or (not lead and not kept) or (kept and kept[-1] == dots):
            kept.append(part)
        elif kept:
            kept.pop()
    return lead + slash.join(kept) or dot


def abspath(path):
    path = _text(path)
    if not isabs(path):
        from os import getcwd
        here = getcwd()
        path = join(here if isinstance(path, str) else here.encode(), path)
    return normpath(path)


realpath = abspath


def relpath(path, start=None):
    if not path:
        raise ValueError('no path specified')
    path, slash, dot, dots = _parts(path)
    begin = [part for part in abspath(dot if start is None else start).split(slash) if part]
    target = [part for part in abspath(path).split(slash) if part]
    common = len(commonprefix([begin, target]))
    return join(*[dots] * (len(begin) - common), *target[common:]) if (
        len(begin) > common or len(target) > common) else dot


def commonprefix(m):
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_text, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = list(map(_text, paths))
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split('/') if part and part != '.'] for path in paths]
    return ('/' if isabs(paths[0]) else '') + '/'.join(commonprefix(split_paths))


def expanduser(path):
    path = _text(path)
    if path == '~' or path.startswith('~/'):
        from os import environ
        return environ.get('HOME', '/home/gilsim') + path[1:]
    return path


def expandvars(path):
    from os import environ
    import re
    return re.sub(r'\$(\w+|\{[^}]*\})',
                  lambda m: environ.get(m[1].strip('{}'), m[0]), _text(path), flags=re.ASCII)


def isfile(path):
    """True if the program may open the file."""
    try:
        with open(path, 'rb'):
            return True
    except (OSError, ValueError):
        return False


def isdir(s):
    try:
        with open(s, 'rb'):
            return False
    except IsADirectoryError:
        return True
    except (OSError, ValueError):
        return False


def exists(path):
    return isfile(path) or isdir(path)


lexists = exists


def getsize(filename):
    with open(filename, 'rb') as file:
        return file.seek(0, 2)


def islink(path):
    return False


def ismount(path):
    return _text(path) == '/'
