# SPDX-License-Identifier: MIT
"""Files in memory (_io); real files are those of open()."""
from _io import BytesIO, StringIO

__all__ = ['BytesIO', 'StringIO', 'open', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END',
           'DEFAULT_BUFFER_SIZE', 'UnsupportedOperation', 'IOBase', 'RawIOBase', 'BufferedIOBase',
           'TextIOBase']

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8192


def __getattr__(name):
    if name in ('IOBase', 'RawIOBase', 'BufferedIOBase', 'TextIOBase'):
        from _io_bases import BufferedIOBase, IOBase, RawIOBase, TextIOBase
        value = locals()[name]
    elif name == 'open':
        value = open
    elif name in ('UnsupportedOperation', 'FileIO', 'BufferedReader', 'BufferedWriter',
                  'BufferedRandom', 'TextIOWrapper'):
        import _files
        value = getattr(_files, name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value
