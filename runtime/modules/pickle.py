# SPDX-License-Identifier: MIT
"""Objects as bytes. Protocols 4 and 5 are written, for lower numbers 4; all are read."""

import _pickle

__all__ = ['DEFAULT_PROTOCOL', 'HIGHEST_PROTOCOL', 'PickleError', 'Pickler', 'PicklingError',
           'UnpicklingError', 'Unpickler', 'dump', 'dumps', 'load', 'loads']

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    __module__ = '_pickle'


class PicklingError(PickleError):
    __module__ = '_pickle'


class UnpicklingError(PickleError):
    __module__ = '_pickle'


for _error in (PickleError, PicklingError, UnpicklingError):
    setattr(_pickle, _error.__name__, _error)  # where pickles find it


_FRAME = b'\x95'
_SMALL_INT = b'K'
# What stands between frames and says how much follows: the bytes of its length.
_LENGTHS = {_FRAME: 8, b'B': 4, b'X': 4, b'\x8e': 8, b'\x8d': 8, b'\x96': 8}


def _protocol(asked):
    """The protocol that is written when this one is asked for."""
    if asked is None:
        return DEFAULT_PROTOCOL
    if asked > HIGHEST_PROTOCOL:
        raise ValueError(f'pickle protocol must be <= {HIGHEST_PROTOCOL}')
    return HIGHEST_PROTOCOL if asked in (-1, HIGHEST_PROTOCOL) else DEFAULT_PROTOCOL


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    return _pickle.dumps(obj, _protocol(protocol), None, None)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    if not hasattr(file, 'write'):
        raise TypeError("file must have a 'write' attribute")
    file.write(_pickle.dumps(obj, _protocol(protocol), None, None))


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    return _pickle.loads(data, None, None)[0]


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    return Unpickler(file).load()


class Pickler:
    """Writes objects to a file. A subclass may have persistent_id() and dispatch_table."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if not hasattr(file, 'write'):
            raise TypeError("file must have a 'write' attribute")
        self._file = file
        self._protocol = _protocol(protocol)

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        asks = type(self).persistent_id is not Pickler.persistent_id
        self._file.write(_pickle.dumps(obj, self._protocol, self.persistent_id if asks else None,
                                       getattr(self, 'dispatch_table', None)))

    def clear_memo(self):
        """Each pickle has its memo for itself: there is nothing to clear."""


class Unpickler:
    """Reads objects from a file. A subclass may have find_class() and persistent_load()."""

    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
        if not hasattr(file, 'read') or not hasattr(file, 'readline'):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file = file

    def find_class(self, module_name, global_name):
        found = __import__(module_name, fromlist=['*'])
        for name in global_name.split('.'):
            found = getattr(found, name)
        return found

    def load(self):
        asks = type(self).find_class is not Unpickler.find_class
        data, start = self._pickle_and_more()
        obj, used = _pickle.loads(data, self.find_class if asks else None,
                                  getattr(self, 'persistent_load', None))
        if start is not None:
            self._file.seek(start + used)
        return obj

    def _pickle_and_more(self):
        """(bytes that begin with the pickle, where they stand in the file); None: that cannot be
        told, and they are the pickle alone."""
        if getattr(self._file, 'seekable', bool)():
            start = self._file.tell()
            return self._file.read(), start
        opcode = self._file.read(2)
        parts = [opcode]
        while opcode:
            opcode = self._file.read(1)
            parts.append(opcode)
            if opcode in _LENGTHS:
                size = self._file.read(_LENGTHS[opcode])
                content = self._file.read(int.from_bytes(size, 'little'))
                parts += [size, content]
                if opcode == _FRAME and content.endswith(b'.'):
                    break
            elif opcode == _SMALL_INT:
                parts.append(self._file.read(1))
            elif opcode == b'.':
                break
        return b''.join(parts), None
