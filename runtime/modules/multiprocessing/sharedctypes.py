# SPDX-License-Identifier: MIT
"""Numbers and arrays of numbers in memory that processes share.

A look at a number is one step; `value.value += 1` is two, with a lock taken for each alone. Only
`with value.get_lock():` makes them one.
"""

import _shared_memory
from multiprocessing import context, get_context

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']

# typecode -> (name of the C type, code in _shared_memory, bytes)
_TYPES = {'c': ('c_char', 'c', 1), 'b': ('c_byte', 'b', 1), 'B': ('c_ubyte', 'B', 1),
          'h': ('c_short', 'h', 2), 'H': ('c_ushort', 'H', 2), 'i': ('c_int', 'i', 4),
          'I': ('c_uint', 'I', 4), 'l': ('c_long', 'q', 8), 'L': ('c_ulong', 'Q', 8),
          'q': ('c_long', 'q', 8), 'Q': ('c_ulong', 'Q', 8), 'f': ('c_float', 'f', 4),
          'd': ('c_double', 'd', 8)}


def _type_of(typecode):
    if not isinstance(typecode, str):
        raise TypeError('give a typecode such as "i" or "d": types of ctypes are not in the '
                        'subset')
    try:
        return _TYPES[typecode]
    except KeyError:
        raise TypeError('this type has no size') from None


class _Cells:
    """Typed places in a shared block."""

    def __init__(self, typecode, count, block=None):
        self._typecode = typecode
        self._type_name, self._code, self._size = _type_of(typecode)
        self._block = _shared_memory.block(count * self._size) if block is None else block
        self._count = count

    def __getstate__(self):
        context.assert_spawning(self)
        return self._typecode, self._count, self._block

    def __setstate__(self, state):
        _Cells.__init__(self, *state)

    def _load(self, index):
        if self._code == 'c':
            return self._block.read(index, 1)
        return self._block.get(self._code, index * self._size)

    def _store(self, index, value):
        if self._code == 'c':
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise TypeError("one character bytes, bytearray or integer expected")
            self._block.write(index, 1, value)
        else:
            if self._code in 'fd' and not isinstance(value, (int, float)):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            self._block.set(self._code, index * self._size, value)


class _SharedNumber(_Cells):
    def __init__(self, typecode, value=None):
        super().__init__(typecode, 1)
        if value is not None:
            self._store(0, value)

    @property
    def value(self):
        return self._load(0)

    @value.setter
    def value(self, value):
        self._store(0, value)

    def __repr__(self):
        return '%s(%r)' % (self._type_name, self._load(0))


class _SharedNumbers(_Cells):
    def __len__(self):
        return self._count

    def _index(self, index):
        if not isinstance(index, int):
            raise TypeError("indices must be integers")
        if index < 0:
            index += self._count
        if not 0 <= index < self._count:
            raise IndexError("invalid index")
        return index

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self._load(i) for i in range(*index.indices(self._count))]
            return b''.join(items) if self._code == 'c' else items
        return self._load(self._index(index))

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._store(self._index(index), value)
            return
        places = range(*index.indices(self._count))
        if len(places) != len(value):
            raise ValueError("Can only assign sequence of same size")
        for place, item in zip(places, value):
            self._store(place, bytes([item]) if self._code == 'c' else item)

    def __iter__(self):
        for index in range(self._count):
            yield self._load(index)

    # An array of characters is a text, too.

    @property
    def raw(self):
        return self._block.read(0, self._count)

    @raw.setter
    def raw(self, value):
        if len(value) > self._count:
            raise ValueError("byte string too long")
        self._block.write(0, len(value), bytes(value))

    @property
    def value(self):
        return self.raw.split(b'\0', 1)[0]

    @value.setter
    def value(self, value):
        if len(value) > self._count:
            raise ValueError("byte string too long")
        self.raw = bytes(value) + b'\0' * (len(value) < self._count)

    def __repr__(self):
        return '<multiprocessing.sharedctypes.%s_Array_%d object at %#x>' % (
            self._type_name, self._count, id(self))


def RawValue(typecode_or_type, *args):
    return _SharedNumber(typecode_or_type, *args)


def RawArray(typecode_or_type, size_or_initializer):
    if isinstance(size_or_initializer, int):
        return _SharedNumbers(typecode_or_type, size_or_initializer)
    items = size_or_initializer
    if not hasattr(items, '__len__'):
        items = list(items)
    array = _SharedNumbers(typecode_or_type, len(items))
    array[:] = items
    return array


class Synchronized:
    """A shared number and the lock that belongs to it."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or get_context()).RLock()
        self._make_methods()

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return self._obj, self._lock

    def __setstate__(self, state):
        self._obj, self._lock = state
        self._make_methods()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return '<%s wrapper for %s>' % (type(self).__name__, self._obj)

    @property
    def value(self):
        with self:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self:
            self._obj.value = value


class SynchronizedArray(Synchronized):
    """A shared array and the lock that belongs to it."""

    value = None

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, index):
        with self:
            return self._obj[index]

    def __setitem__(self, index, value):
        with self:
            self._obj[index] = value

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]


class SynchronizedString(SynchronizedArray):
    """An array of characters."""

    value = Synchronized.value

    @property
    def raw(self):
        with self:
            return self._obj.raw

    @raw.setter
    def raw(self, value):
        with self:
            self._obj.raw = value


def synchronized(obj, lock=None, ctx=None):
    if isinstance(obj, _SharedNumber):
        return Synchronized(obj, lock, ctx)
    return (SynchronizedString if obj._code == 'c' else SynchronizedArray)(obj, lock, ctx)


def _with_lock(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        lock = (ctx or get_context()).RLock()
    elif not hasattr(lock, 'acquire'):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return synchronized(obj, lock, ctx)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    return _with_lock(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    return _with_lock(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def copy(obj):
    if isinstance(obj, _SharedNumber):
        return _SharedNumber(obj._typecode, obj.value)
    return RawArray(obj._typecode, obj[:])
