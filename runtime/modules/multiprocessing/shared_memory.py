# SPDX-License-Identifier: MIT
"""Blocks of memory with a name, which any process can attach to."""

import _multiprocessing
import _shared_memory
import pickle

__all__ = ['SharedMemory', 'ShareableList']

_count = 0


def _make_name():
    global _count
    _count += 1
    return 'psm_%04x%04x' % (_multiprocessing.getpid(), _count)


# How long an item is, by the letter that module struct has for it.
_ITEM_BYTES = {'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'f': 4, 'l': 8, 'L': 8,
               'q': 8, 'Q': 8, 'd': 8}


class _View:
    """What SharedMemory.buf is: bytes, or after cast() numbers, that can be changed in place."""

    ndim = 1
    readonly = False

    def __init__(self, block, start, length, format='B'):
        self._block = block
        self._start = start
        self._length = length
        self.format = format
        self.itemsize = _ITEM_BYTES[format]
        self._code = {'l': 'q', 'L': 'Q'}.get(format, format)

    def _range(self, index):
        if self._block is None:
            raise ValueError("operation forbidden on released memoryview object")
        start, stop, step = index.indices(self._length)
        if step != 1:
            raise NotImplementedError("a step in shared memory is not in the subset")
        return start, max(stop - start, 0)

    def _index(self, index):
        if self._block is None:
            raise ValueError("operation forbidden on released memoryview object")
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError("index out of bounds on dimension 1")
        return self._start + index * self.itemsize

    def __len__(self):
        return self._length

    @property
    def nbytes(self):
        return self._length * self.itemsize

    @property
    def shape(self):
        return self._length,

    def cast(self, format):
        """The same memory as items of another format; one of the two formats is bytes."""
        if format not in _ITEM_BYTES:
            raise ValueError("memoryview: destination format must be a native single character "
                             "format prefixed with an optional '@'")
        if self.itemsize > 1 and _ITEM_BYTES[format] > 1:
            raise TypeError("memoryview: cannot cast between two non-byte formats")
        length, rest = divmod(self.nbytes, _ITEM_BYTES[format])
        if rest:
            raise TypeError("memoryview: length is not a multiple of itemsize")
        return _View(self._block, self._start, length, format)

    def __getitem__(self, index):
        if isinstance(index, slice):
            start, length = self._range(index)
            return _View(self._block, self._start + start * self.itemsize, length, self.format)
        return self._block.get(self._code, self._index(index))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            start, length = self._range(index)
            if len(value) != length or getattr(value, 'itemsize', 1) != self.itemsize:
                raise ValueError("memoryview assignment: lvalue and rvalue have different "
                                 "structures")
            self._block.write(self._start + start * self.itemsize, length * self.itemsize,
                              bytes(value))
        else:
            self._check_value(value)
            self._block.set(self._code, self._index(index), value)

    def _check_value(self, value):
        if self._code in 'fd?':
            return
        bits = 8 * self.itemsize
        low, high = (0, 2 ** bits) if self._code.isupper() else (-2 ** (bits - 1), 2 ** (bits - 1))
        if not isinstance(value, int):
            raise TypeError(f"memoryview: invalid type for format '{self.format}'")
        if not low <= value < high:
            raise ValueError(f"memoryview: invalid value for format '{self.format}'")

    def __iter__(self):
        for index in range(self._length):
            yield self[index]

    def tobytes(self):
        if self._block is None:
            raise ValueError("operation forbidden on released memoryview object")
        return self._block.read(self._start, self.nbytes)

    __bytes__ = tobytes

    def __buffer__(self, flags):
        """For C++ that reads bytes (module struct)."""
        return self.tobytes()

    def tolist(self):
        return list(self.tobytes()) if self.format == 'B' else list(self)

    def hex(self):
        return self.tobytes().hex()

    def __eq__(self, other):
        return self.tobytes() == bytes(other)

    __hash__ = None

    def release(self):
        self._block = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        return '<memory at %#x>' % id(self)


_View.__name__ = _View.__qualname__ = 'memoryview'  # what a program would find there


class SharedMemory:
    def __init__(self, name=None, create=False, size=0):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create:
            if size == 0:
                raise ValueError("'size' must be a positive number different from zero")
            self._name = name or _make_name()
            self._block = self._named(_shared_memory.block, size, self._name)
        elif name is None:
            raise ValueError("'name' can only be None if create=True")
        else:
            self._name = name
            self._block = self._named(_shared_memory.attach, name)
        self._buf = _View(self._block, 0, self._block.size)

    def _named(self, function, *args):
        """OSError names the file that Linux has behind it."""
        try:
            return function(*args)
        except OSError as exc:
            raise type(exc)(exc.errno, exc.strerror, '/' + self._name) from None

    def __reduce__(self):
        return self.__class__, (self.name, False, self.size)

    def __repr__(self):
        return f'{self.__class__.__name__}({self.name!r}, size={self.size})'

    @property
    def buf(self):
        return self._buf

    @property
    def name(self):
        return self._name

    @property
    def size(self):
        return self._block.size

    def close(self):
        if self._buf is not None:
            self._buf.release()
            self._buf = None

    def unlink(self):
        self._named(self._block.unlink)


class ShareableList:
    """A list of fixed length whose items are numbers, bools, None, and texts of limited length.

    Each item has a place of its own, as long as its first value needed, and a byte for its kind.
    """

    __class_getitem__ = classmethod(type(list[int]))

    _ALIGNMENT = 8

    def __init__(self, sequence=None, *, name=None):
        if sequence is None:
            self.shm = SharedMemory(name)
            header = pickle.loads(self.shm.buf[8:8 + self._number(0)].tobytes())
        else:
            items = list(sequence)
            header, size = self._lay_out(items)
            data = pickle.dumps(header)
            self.shm = SharedMemory(name, create=True, size=8 + len(data) + size)
            self.shm._block.set('q', 0, len(data))
            self.shm.buf[8:8 + len(data)] = data
        self._places = header
        self._base = 8 + self._number(0)
        if sequence is not None:
            for index, item in enumerate(items):
                self[index] = item

    def _number(self, offset):
        return self.shm._block.get('q', offset)

    @classmethod
    def _lay_out(cls, items):
        places = []
        offset = 0
        for item in items:
            room = 8
            if isinstance(item, (str, bytes)):
                length = len(item.encode() if isinstance(item, str) else item)
                room = cls._ALIGNMENT * (length // cls._ALIGNMENT + 1)
            elif not isinstance(item, (int, float, bool, type(None))):
                raise KeyError(type(item))
            places.append((offset, room))
            offset += room + 16
        return places, offset

    def _place(self, position):
        try:
            offset, room = self._places[position]
        except IndexError:
            raise IndexError('index out of range') from None
        return self._base + offset, room

    def __getitem__(self, position):
        offset, _ = self._place(position)
        block = self.shm._block
        kind = block.read(offset, 1)
        if kind == b'i':
            return block.get('q', offset + 16)
        if kind == b'f':
            return block.get('d', offset + 16)
        if kind == b'?':
            return block.get('?', offset + 16)
        if kind in (b's', b'b'):
            data = block.read(offset + 16, block.get('q', offset + 8))
            return data.decode() if kind == b's' else data
        return None

    def __setitem__(self, position, value):
        try:
            offset, room = self._place(position)
        except IndexError:
            raise IndexError('assignment index out of range') from None
        block = self.shm._block
        if value is None:
            block.write(offset, 1, b'n')
        elif isinstance(value, bool):
            block.write(offset, 1, b'?')
            block.set('?', offset + 16, value)
        elif isinstance(value, int):
            block.write(offset, 1, b'i')
            block.set('q', offset + 16, value)
        elif isinstance(value, float):
            block.write(offset, 1, b'f')
            block.set('d', offset + 16, value)
        else:
            data = value.encode() if isinstance(value, str) else bytes(value)
            if len(data) > room:
                raise ValueError("bytes/str item exceeds available storage")
            block.write(offset, 1, b's' if isinstance(value, str) else b'b')
            block.set('q', offset + 8, len(data))
            block.write(offset + 16, len(data), data)

    def __len__(self):
        return len(self._places)

    def __reduce__(self):
        return _attach_list, (self.shm.name,)

    def __repr__(self):
        return f'{self.__class__.__name__}({list(self)}, name={self.shm.name!r})'

    @property
    def format(self):
        """The items' places as module struct writes them."""
        kinds = {int: 'q', float: 'd', bool: 'xxxxxxx?', type(None): 'xxxxxx?x'}
        return ''.join(kinds.get(type(item)) or f'{room}s'
                       for item, (_, room) in zip(self, self._places))

    def count(self, value):
        return sum(value == entry for entry in self)

    def index(self, value):
        for position, entry in enumerate(self):
            if value == entry:
                return position
        raise ValueError("ShareableList.index(x): x not in list")


def _attach_list(name):
    return ShareableList(name=name)
