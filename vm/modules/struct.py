# SPDX-License-Identifier: MIT
"""Values as bytes, by format strings (_struct)."""
from _struct import calcsize, error, pack, pack_into, unpack, unpack_from

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct',
           'error']


def iter_unpack(format, buffer, /):
    return Struct(format).iter_unpack(buffer)


class Struct:
    """A format, read once."""

    __module__ = '_struct'

    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format if isinstance(format, str) else format.decode('latin-1')

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, buffer, offset, *values):
        return pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer):
        if self.size == 0:
            raise error('cannot iteratively unpack with a struct of length 0')
        if len(buffer) % self.size:
            raise error(
                f'iterative unpacking requires a buffer of a multiple of {self.size} bytes')
        return (unpack_from(self.format, buffer, at) for at in range(0, len(buffer), self.size))
