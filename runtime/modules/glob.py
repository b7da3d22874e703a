# SPDX-License-Identifier: MIT
"""Paths that match the patterns of a shell."""
import fnmatch
import os
import re

__all__ = ['escape', 'glob', 'iglob']

_MAGIC = re.compile('([*?[])')


def has_magic(text):
    return _MAGIC.search(text) is not None


def escape(pathname):
    return _MAGIC.sub(r'[\1]', pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(
        iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden)
    )


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    found = _matches(root_dir or '', os.fspath(pathname), recursive, include_hidden)
    return (path for path in found if path)


def _names(folder, only_folders):
    try:
        entries = list(os.scandir(folder or '.'))
    except OSError:
        return []
    return [entry.name for entry in entries if entry.is_dir() or not only_folders]


def _below(root, folder, include_hidden):
    """Everything below a folder, at any depth."""
    for name in _names(os.path.join(root, folder), False):
        if name.startswith('.') and not include_hidden:
            continue
        path = os.path.join(folder, name)
        yield path
        if os.path.isdir(os.path.join(root, path)):
            yield from _below(root, path, include_hidden)


def _in_folder(root, folder, pattern, recursive, include_hidden, only_folders):
    if recursive and pattern == '**':
        yield folder if not folder or folder.endswith('/') else folder + '/'
        for path in _below(root, folder, include_hidden):
            if not only_folders or os.path.isdir(os.path.join(root, path)):
                yield path
    elif has_magic(pattern):
        names = _names(os.path.join(root, folder), only_folders)
        if not pattern.startswith('.') and not include_hidden:
            names = [name for name in names if not name.startswith('.')]
        for name in fnmatch.filter(names, pattern):
            yield os.path.join(folder, name)
    else:
        path = os.path.join(folder, pattern)
        full = os.path.join(root, path)
        if os.path.isdir(full) if pattern == '' else os.path.lexists(full):
            yield path


def _matches(root, pathname, recursive, include_hidden, only_folders=False):
    folder, pattern = os.path.split(pathname)
    if not has_magic(pathname):
        if os.path.lexists(os.path.join(root, pathname)):
            yield pathname
        return
    if folder and folder != pathname and has_magic(folder):
        folders = _matches(root, folder, recursive, include_hidden, True)
    else:
        folders = [folder]
    for found in folders:
        yield from _in_folder(root, found, pattern, recursive, include_hidden, only_folders)
