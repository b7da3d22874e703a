# SPDX-License-Identifier: MIT
"""Importing modules whose names are known only at run time."""
import sys

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

__import__ = __import__


def import_module(name, package=None):
    level = len(name) - len(name.lstrip('.'))
    if level:
        if not package:
            raise TypeError(
                f'the \'package\' argument is required to perform a relative import for {name!r}'
            )
        parts = package.split('.')
        if level > len(parts):
            raise ImportError('attempted relative import beyond top-level package')
        base = '.'.join(parts[: len(parts) - level + 1])
        name = f'{base}.{name[level:]}' if name[level:] else base
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    pass


def reload(module):
    raise NotImplementedError('importlib.reload() is not in the subset: start the program again')
