# SPDX-License-Identifier: MIT
"""The abstract classes of io, with the files in memory registered."""
from abc import ABCMeta

from _io import BytesIO, StringIO


class IOBase(metaclass=ABCMeta):
    __module__ = 'io'


class RawIOBase(IOBase):
    __module__ = 'io'


class BufferedIOBase(IOBase):
    __module__ = 'io'


class TextIOBase(IOBase):
    __module__ = 'io'


TextIOBase.register(StringIO)
BufferedIOBase.register(BytesIO)
