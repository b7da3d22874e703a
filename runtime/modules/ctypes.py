# SPDX-License-Identifier: MIT
"""C's numbers, arrays and structures, as multiprocessing shares them between processes.

An object is a place in some memory: its own, or a shared block. There are no pointers and no C
libraries to call.
"""

import operator
import sys

__all__ = ['Array', 'Structure', 'alignment', 'c_bool', 'c_byte', 'c_char', 'c_double', 'c_float',
           'c_int', 'c_int8', 'c_int16', 'c_int32', 'c_int64', 'c_long', 'c_longlong', 'c_short',
           'c_size_t', 'c_ssize_t', 'c_ubyte', 'c_uint', 'c_uint8', 'c_uint16', 'c_uint32',
           'c_uint64', 'c_ulong', 'c_ulonglong', 'c_ushort', 'c_wchar', 'create_string_buffer',
           'sizeof']


class _Memory:
    """The memory of one object, with the methods of a shared block."""

    def __init__(self, size):
        self._bytes = bytearray(size)

    def get(self, code, offset):
        import struct
        return struct.unpack_from('=' + code, self._bytes, offset)[0]

    def set(self, code, offset, number):
        import struct
        if code in 'fd?':
            struct.pack_into('=' + code, self._bytes, offset, number)
        else:
            unsigned = '=' + code.upper()
            number &= (1 << 8 * struct.calcsize(unsigned)) - 1
            struct.pack_into(unsigned, self._bytes, offset, number)

    def read(self, offset, size):
        return bytes(self._bytes[offset:offset + size])

    def write(self, offset, size, data):
        self._bytes[offset:offset + size] = data


_array_types = {}  # (type of the items, length) -> type


class _DataType(type):
    """The type of all types here: `c_int * 3` is the type of an array."""

    def __mul__(cls, length):
        length = operator.index(length)
        if length < 0:
            raise ValueError('Array length must be >= 0, not %d' % length)
        made = _array_types.get((cls, length))
        if made is None:
            made = _array_types[cls, length] = _DataType(
                '%s_Array_%d' % (cls.__name__, length), (Array,),
                {'_type_': cls, '_length_': length, '_size': cls._size * length,
                 '_alignment': cls._alignment,
                 '__module__': sys._getframe(1).f_globals['__name__']})
        return made

    __rmul__ = __mul__


class _CData(metaclass=_DataType):
    _memory = None
    _offset = 0

    @classmethod
    def _at(cls, memory, offset):
        """The object of this type at that place."""
        made = cls.__new__(cls)
        object.__setattr__(made, '_memory', memory)
        object.__setattr__(made, '_offset', offset)
        return made

    def _settle(self):
        """Gives an object its memory, unless it was made at a place of its own."""
        if self._memory is None:
            object.__setattr__(self, '_memory', _Memory(self._size))

    @classmethod
    def _load(cls, memory, offset):
        return cls._at(memory, offset)

    @classmethod
    def _store(cls, memory, offset, value):
        if type(value) is not cls:
            if not isinstance(value, tuple):
                raise TypeError('expected %s instance, got %s' % (
                    cls.__name__, type(value).__name__))
            cls._at(memory, offset).__init__(*value)
        else:
            memory.write(offset, cls._size, value._memory.read(value._offset, cls._size))

    def __reduce__(self):
        memory = self._memory
        if isinstance(memory, _Memory):
            return _rebuild, (*_type_key(type(self)), bytes(memory._bytes))
        from multiprocessing.context import assert_spawning
        assert_spawning(self)
        return _rebuild_at, (*_type_key(type(self)), memory, self._offset)


def _type_key(cls):
    """How a type is pickled: an array's has no name of its own."""
    return (cls._type_, cls._length_) if issubclass(cls, Array) else (cls, None)


def _rebuild_at(cls, length, memory, offset):
    return (cls if length is None else cls * length)._at(memory, offset)


def _rebuild(cls, length, data):
    memory = _Memory(0)
    memory._bytes[:] = data
    return _rebuild_at(cls, length, memory, 0)


# --- numbers -------------------------------------------------------------------------------------

class _SimpleCData(_CData):
    def __init__(self, *value):
        self._settle()
        if value:
            self.value = value[0]

    @property
    def value(self):
        return self._load(self._memory, self._offset)

    @value.setter
    def value(self, value):
        self._store(self._memory, self._offset, value)

    @classmethod
    def _load(cls, memory, offset):
        return memory.get(cls._code, offset)

    @classmethod
    def _store(cls, memory, offset, value):
        memory.set(cls._code, offset, cls._check(value.value if isinstance(value, cls) else value))

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self.value)


def _real(value):
    if not isinstance(value, (int, float)):
        raise TypeError('must be real number, not %s' % type(value).__name__)
    return float(value)


def _character(value):
    if isinstance(value, int):
        value = bytes([value])
    if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
        raise TypeError('one character bytes, bytearray or integer expected')
    return bytes(value)


def _wide_character(value):
    if not isinstance(value, str):
        raise TypeError('unicode string expected instead of %s instance' % type(value).__name__)
    if len(value) != 1:
        raise TypeError('one character unicode string expected')
    return ord(value)


def _number(name, code, size, check=operator.index):
    made = _DataType(name, (_SimpleCData,), {'_code': code, '_size': size, '_alignment': size,
                                             '_check': staticmethod(check),
                                             '__module__': 'ctypes'})
    globals()[name] = made


for _name, _code_of, _width in (
        ('byte', 'b', 1), ('short', 'h', 2), ('int', 'i', 4), ('long', 'q', 8)):
    _number('c_' + _name, _code_of, _width)
    _number('c_u' + _name, _code_of.upper(), _width)
_number('c_bool', '?', 1, bool)
_number('c_float', 'f', 4, _real)
_number('c_double', 'd', 8, _real)
_number('c_char', 'c', 1, _character)
_number('c_wchar', 'I', 4, _wide_character)
c_int8, c_int16, c_int32, c_int64 = c_byte, c_short, c_int, c_long
c_uint8, c_uint16, c_uint32, c_uint64 = c_ubyte, c_ushort, c_uint, c_ulong
c_longlong = c_ssize_t = c_long
c_ulonglong = c_size_t = c_ulong


def _load_character(cls, memory, offset):
    return memory.read(offset, 1)


def _store_character(cls, memory, offset, value):
    memory.write(offset, 1, _character(value.value if isinstance(value, cls) else value))


c_char._load = classmethod(_load_character)
c_char._store = classmethod(_store_character)


def _load_wide(cls, memory, offset):
    return chr(memory.get('I', offset))


c_wchar._load = classmethod(_load_wide)


# --- arrays and structures -----------------------------------------------------------------------

class Array(_CData):
    """A fixed number of items of one type."""

    def __init__(self, *items):
        self._settle()
        for index, item in enumerate(items):
            self[index] = item

    def __len__(self):
        return self._length_

    def _place(self, index):
        if not isinstance(index, int):
            raise TypeError('indices must be integers')
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError('invalid index')
        return self._offset + index * self._type_._size

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return self._type_._load(self._memory, self._place(index))
        items = [self[i] for i in range(*index.indices(self._length_))]
        if self._type_ is c_char:
            return b''.join(items)
        return ''.join(items) if self._type_ is c_wchar else items

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._type_._store(self._memory, self._place(index), value)
            return
        places = range(*index.indices(self._length_))
        if len(places) != len(value):
            raise ValueError('Can only assign sequence of same size')
        for place, item in zip(places, value):
            self[place] = item

    def __iter__(self):
        for index in range(self._length_):
            yield self[index]

    # An array of characters is a text, too.

    def __getattr__(self, name):
        if name == 'raw' and self._type_ is c_char:
            return self._memory.read(self._offset, self._size)
        if name == 'value' and self._type_ is c_char:
            return self.raw.split(b'\0', 1)[0]
        if name == 'value' and self._type_ is c_wchar:
            return self[:].split('\0', 1)[0]
        raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))

    def __setattr__(self, name, value):
        if name not in ('raw', 'value') or self._type_ not in (c_char, c_wchar):
            object.__setattr__(self, name, value)
            return
        if self._type_ is c_char and not isinstance(value, (bytes, bytearray)):
            raise TypeError('bytes expected instead of %s instance' % type(value).__name__)
        if len(value) > self._length_:
            raise ValueError('byte string too long' if self._type_ is c_char else 'string too long')
        if name == 'value' and len(value) < self._length_:
            value = value + ('\0' if isinstance(value, str) else b'\0')
        self[:len(value)] = value


class _Field:
    """Where a structure has one of its values."""

    def __init__(self, type_, offset):
        self._type = type_
        self.offset = offset
        self.size = type_._size

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return self._type._load(obj._memory, obj._offset + self.offset)

    def __set__(self, obj, value):
        self._type._store(obj._memory, obj._offset + self.offset, value)

    def __repr__(self):
        return '<Field type=%s, ofs=%d, size=%d>' % (self._type.__name__, self.offset, self.size)


def _round_up(offset, alignment):
    return (offset + alignment - 1) // alignment * alignment


class Structure(_CData):
    """Named values one after another, each aligned as C aligns it."""

    _size = 0
    _alignment = 1

    def __init_subclass__(cls):
        offset, alignment = cls._size, cls._alignment
        for name, type_ in cls.__dict__.get('_fields_', ()):
            offset = _round_up(offset, type_._alignment)
            setattr(cls, name, _Field(type_, offset))
            offset += type_._size
            alignment = max(alignment, type_._alignment)
        cls._size, cls._alignment = _round_up(offset, alignment), alignment
        cls._names = getattr(cls.__mro__[1], '_names', ()) + tuple(
            name for name, _ in cls.__dict__.get('_fields_', ()))

    def __init__(self, *values, **named):
        self._settle()
        if len(values) > len(self._names):
            raise TypeError('too many initializers')
        for name, value in zip(self._names, values):
            if name in named:
                raise TypeError('duplicate values for field %r' % name)
            setattr(self, name, value)
        for name, value in named.items():
            setattr(self, name, value)


def sizeof(obj_or_type, /):
    return obj_or_type._size


def alignment(obj_or_type, /):
    return obj_or_type._alignment


def create_string_buffer(init, size=None):
    if isinstance(init, bytes):
        buffer = (c_char * (len(init) + 1 if size is None else size))()
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return (c_char * init)()
    raise TypeError(init)


def __getattr__(name):
    if name in ('CDLL', 'PyDLL', 'cdll', 'pythonapi', 'POINTER', 'pointer', 'byref', 'c_char_p',
                'c_wchar_p', 'c_void_p', 'cast', 'CFUNCTYPE', 'Union', 'util'):
        raise NotImplementedError(
            'ctypes.%s is not in the subset: there are no pointers and no C library to call' % name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
