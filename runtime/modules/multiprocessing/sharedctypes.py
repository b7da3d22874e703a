# SPDX-License-Identifier: MIT
"""Numbers, arrays and structures in memory that processes share.

A look at a number is one step; `value.value += 1` is two, with a lock taken for each alone. Only
`with value.get_lock():` makes them one.
"""

import _shared_memory
import ctypes
from multiprocessing import context, get_context

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']

typecode_to_type = {
    'c': ctypes.c_char, 'u': ctypes.c_wchar, 'b': ctypes.c_byte, 'B': ctypes.c_ubyte,
    'h': ctypes.c_short, 'H': ctypes.c_ushort, 'i': ctypes.c_int, 'I': ctypes.c_uint,
    'l': ctypes.c_long, 'L': ctypes.c_ulong, 'q': ctypes.c_longlong, 'Q': ctypes.c_ulonglong,
    'f': ctypes.c_float, 'd': ctypes.c_double}


def _new(type_):
    """An object of that type, all zeros, in a block of its own."""
    if not isinstance(type_, type) or not issubclass(type_, ctypes._CData):
        raise TypeError('this type has no size')
    return type_._at(_shared_memory.block(type_._size), 0)


def RawValue(typecode_or_type, *args):
    made = _new(typecode_to_type.get(typecode_or_type, typecode_or_type))
    made.__init__(*args)
    return made


def RawArray(typecode_or_type, size_or_initializer):
    type_ = typecode_to_type.get(typecode_or_type, typecode_or_type)
    if isinstance(size_or_initializer, int):
        return _new(type_ * size_or_initializer)
    items = size_or_initializer
    if not hasattr(items, '__len__'):
        items = list(items)
    array = _new(type_ * len(items))
    array.__init__(*items)
    return array


class SynchronizedBase:
    """Something shared and the lock that belongs to it."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or get_context()).RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __reduce__(self):
        context.assert_spawning(self)
        return synchronized, (self._obj, self._lock)

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


def _guarded(name):
    """A property of what is shared, under its lock."""
    def get(self):
        with self:
            return getattr(self._obj, name)

    def set(self, value):
        with self:
            setattr(self._obj, name, value)

    return property(get, set)


class Synchronized(SynchronizedBase):
    """A shared number and the lock that belongs to it."""

    value = _guarded('value')


class SynchronizedArray(SynchronizedBase):
    """A shared array and the lock that belongs to it."""

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

    value = _guarded('value')
    raw = _guarded('raw')


_structure_classes = {}  # type of a structure -> class whose objects guard one


def synchronized(obj, lock=None, ctx=None):
    if isinstance(obj, ctypes._SimpleCData):
        return Synchronized(obj, lock, ctx)
    if isinstance(obj, ctypes.Array):
        is_text = obj._type_ is ctypes.c_char
        return (SynchronizedString if is_text else SynchronizedArray)(obj, lock, ctx)
    cls = type(obj)
    if cls not in _structure_classes:
        _structure_classes[cls] = type('Synchronized' + cls.__name__, (SynchronizedBase,),
                                       {name: _guarded(name) for name in cls._names})
    return _structure_classes[cls](obj, lock, ctx)


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
    made = _new(type(obj))
    made._memory.write(0, obj._size, obj._memory.read(obj._offset, obj._size))
    return made
