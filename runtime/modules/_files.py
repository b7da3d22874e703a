# SPDX-License-Identifier: MIT
"""open() and the file objects it returns.

A raw file (FileIO) is a number of `_gilsim_files`; buffered files keep what was read ahead or is
not yet written; a text file decodes lines as they are asked for, so that tell() is the place in the
file of what comes next.
"""
import _gilsim_files as _host

__tracebackhide__ = True

DEFAULT_BUFFER_SIZE = 8192
_CHUNK = 8192
_RDONLY, _WRONLY, _RDWR, _CREAT, _EXCL, _TRUNC, _APPEND = 0, 1, 2, 0o100, 0o200, 0o1000, 0o2000
_LINEWISE = (
    'utf-8',
    'ascii',
    'latin-1',
)  # a newline is one byte, and no other character has that byte


class UnsupportedOperation(OSError, ValueError):
    __module__ = 'io'


class _File:
    """What every file object can do."""

    __module__ = '_io'

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __del__(self):
        if not self.closed:
            self.close()

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '_io.{type(self).__name__}' object")

    def _check_open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def readlines(self, hint=-1):
        lines = []
        size = 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def readable(self):
        self._check_open()
        return self._reads

    def writable(self):
        self._check_open()
        return self._writes

    def seekable(self):
        self._check_open()
        return True

    def isatty(self):
        self._check_open()
        return False


class FileIO(_File):
    """A file without a buffer."""

    __module__ = '_io'

    def __init__(self, name, mode='r'):
        self.closed = True
        self.name = name
        kind = mode.replace('b', '')
        self.mode = kind[0] + 'b' + kind[1:]
        self._reads = 'r' in kind or '+' in kind
        self._writes = kind[0] != 'r' or '+' in kind
        flags = _RDWR if self._reads and self._writes else _WRONLY if self._writes else _RDONLY
        flags |= {'r': 0, 'w': _CREAT | _TRUNC, 'a': _CREAT | _APPEND, 'x': _CREAT | _EXCL}[kind[0]]
        self._number = name if isinstance(name, int) else _host.open(name, flags)
        self.closed = False
        if kind[0] == 'a' and not isinstance(name, int):
            _host.seek(self._number, 0, 2)

    def __repr__(self):
        if self.closed:
            return '<_io.FileIO [closed]>'
        return f'<_io.FileIO name={self.name!r} mode={self.mode!r} closefd=True>'

    def fileno(self):
        self._check_open()
        return self._number

    def read(self, size=-1):
        self._check_open()
        if not self._reads:
            raise UnsupportedOperation('File not open for reading')
        if size is not None and size >= 0:
            return _host.read(self._number, size)
        parts = []
        while part := _host.read(self._number, 1 << 20):
            parts.append(part)
        return b''.join(parts)

    def readline(self, size=-1):
        line = bytearray()
        while size < 0 or len(line) < size:
            byte = self.read(1)
            line += byte
            if byte in (b'', b'\n'):
                break
        return bytes(line)

    def write(self, data):
        self._check_open()
        if not self._writes:
            raise UnsupportedOperation('File not open for writing')
        return _host.write(self._number, bytes(data))

    def seek(self, offset, whence=0):
        self._check_open()
        return _host.seek(self._number, offset, whence)

    def tell(self):
        self._check_open()
        return _host.seek(self._number, 0, 1)

    def truncate(self, size=None):
        size = self.tell() if size is None else size
        _host.truncate(self._number, size)
        return size

    def flush(self):
        self._check_open()

    def close(self):
        if not self.closed:
            self.closed = True
            _host.close(self._number)


class _Buffered(_File):
    """Bytes read ahead in `_ahead`, or bytes not yet written in `_behind`; never both."""

    __module__ = '_io'

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self.raw = raw
        self._size = buffer_size
        self._ahead = b''
        self._behind = bytearray()
        self._reads = raw._reads
        self._writes = raw._writes

    closed = property(lambda self: self.raw.closed)
    name = property(lambda self: self.raw.name)
    mode = property(lambda self: self.raw.mode)

    def __repr__(self):
        return f'<_io.{type(self).__name__} name={self.name!r}>'

    def _check_open(self):
        if self.raw.closed:
            raise ValueError('I/O operation on closed file.')

    def fileno(self):
        return self.raw.fileno()

    def _begin_reading(self):
        if self.closed:
            raise ValueError('read of closed file')
        if not self._reads:
            raise UnsupportedOperation('read')
        self.flush()

    def read(self, size=-1):
        self._begin_reading()
        if size is None or size < 0:
            data = self._ahead + self.raw.read()
            self._ahead = b''
            return data
        while len(self._ahead) < size:
            more = self.raw.read(max(_CHUNK, size - len(self._ahead)))
            if not more:
                break
            self._ahead += more
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    read1 = read

    def peek(self, size=0):
        self._begin_reading()
        if not self._ahead:
            self._ahead = self.raw.read(_CHUNK)
        return self._ahead

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, size=-1):
        self._begin_reading()
        start = 0
        while (end := self._ahead.find(b'\n', start)) < 0:
            start = len(self._ahead)
            more = self.raw.read(_CHUNK)
            if not more:
                end = len(self._ahead)
                break
            self._ahead += more
        end += 1
        if size is not None and 0 <= size < end:
            end = size
        line, self._ahead = self._ahead[:end], self._ahead[end:]
        return line

    def write(self, data):
        if self.closed:
            raise ValueError('write to closed file')
        if not self._writes:
            raise UnsupportedOperation('write')
        if isinstance(data, str) or not hasattr(data, '__len__'):
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
        self._forget_ahead()
        self._behind += data
        if len(self._behind) > self._size:
            self.flush()
        return len(data)

    def _forget_ahead(self):
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b''

    def flush(self):
        self._check_open()
        if self._behind:
            data = bytes(self._behind)
            self._behind.clear()
            self.raw.write(data)

    def seek(self, offset, whence=0):
        self._check_open()
        self.flush()
        self._forget_ahead()
        return self.raw.seek(offset, whence)

    def tell(self):
        self._check_open()
        return self.raw.tell() - len(self._ahead) + len(self._behind)

    def truncate(self, size=None):
        self.flush()
        return self.raw.truncate(self.tell() if size is None else size)

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.raw.close()


class BufferedReader(_Buffered):
    __module__ = '_io'


class BufferedWriter(_Buffered):
    __module__ = '_io'


class BufferedRandom(_Buffered):
    __module__ = '_io'


def _normal(encoding):
    name = encoding.lower().replace('_', '-')
    return {
        'utf8': 'utf-8',
        'u8': 'utf-8',
        'latin1': 'latin-1',
        'iso-8859-1': 'latin-1',
        'us-ascii': 'ascii',
    }.get(name, name)


class _Detached:
    """Stands for the buffer that a TextIOWrapper had."""

    closed = True

    def __getattr__(self, name):
        raise ValueError('underlying buffer has been detached')


class TextIOWrapper(_File):
    """Text over a buffered file."""

    __module__ = '_io'

    def __init__(
        self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, mode='r'
    ):
        self.buffer = buffer
        self.mode = mode
        self.encoding = 'UTF-8' if encoding is None else encoding
        ''.encode(self.encoding)  # LookupError now, not at the first line
        self.errors = 'strict' if errors is None else errors
        self.line_buffering = line_buffering
        self.newlines = None
        self._codec = _normal(self.encoding)
        self._newline = newline
        self._reads = buffer._reads if isinstance(buffer, _File) else buffer.readable()
        self._writes = buffer._writes if isinstance(buffer, _File) else buffer.writable()
        self._ahead = b''  # read, and not yet given out

    closed = property(lambda self: self.buffer.closed)
    name = property(lambda self: self.buffer.name)

    def __repr__(self):
        place = ''
        if hasattr(self.buffer, 'name'):
            place = f' name={self.name!r} mode={self.mode!r}'
        return f'<_io.TextIOWrapper{place} encoding={self.encoding!r}>'

    def detach(self):
        """The buffer, which stays open when this object goes."""
        self.flush()
        buffer, self.buffer = self.buffer, _Detached()
        return buffer

    def fileno(self):
        return self.buffer.fileno()

    def _begin_reading(self):
        self._check_open()
        if not self._reads:
            raise UnsupportedOperation('not readable')
        if self._codec not in _LINEWISE:
            rest = self.buffer.read()
            if rest:
                self._ahead += rest.decode(self.encoding, self.errors).encode('utf-8')

    def _decode(self, data):
        codec = self._codec if self._codec in _LINEWISE else 'utf-8'
        text = data.decode(codec, self.errors)
        if self._newline is None and '\r' in text:
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        return text

    def _fill(self):
        more = self.buffer.read(_CHUNK)
        self._ahead += more
        return bool(more)

    def read(self, size=-1):
        self._begin_reading()
        if size is None or size < 0:
            data = self._ahead + self.buffer.read()
            self._ahead = b''
            return self._decode(data)
        text = ''
        while len(text) < size:
            if not self._ahead and not self._fill():
                break
            text += self._take(size - len(text))
        return text

    def _take(self, count):
        """At most so many characters of what is ahead."""
        self._complete_last_character()
        data = self._ahead
        end = 0
        while count > 0 and end < len(data):
            start = end
            end += 1
            if self._codec != 'latin-1':
                while end < len(data) and 0x80 <= data[end] < 0xC0:
                    end += 1
            if data[start] == 13 and self._newline is None and data[end : end + 1] == b'\n':
                end += 1
            count -= 1
        self._ahead = data[end:]
        return self._decode(data[:end])

    def _complete_last_character(self):
        while self._ahead and (self._ahead[-1] >= 0x80 or self._ahead[-1] == 13):
            more = self.buffer.read(1)
            if not more:
                return
            self._ahead += more

    def _line_end(self):
        """Where the first line of what is ahead ends; -1: it is not whole yet."""
        if self._newline in ('\r', '\r\n'):
            found = self._ahead.find(self._newline.encode())
            return -1 if found < 0 else found + len(self._newline)
        line_feed = self._ahead.find(b'\n')
        if self._newline == '\n':
            return line_feed + 1 or -1
        carriage_return = self._ahead.find(
            b'\r', 0, line_feed if line_feed >= 0 else len(self._ahead)
        )
        if carriage_return < 0:
            return line_feed + 1 or -1
        if carriage_return + 1 == len(self._ahead):
            return -1
        return carriage_return + (2 if self._ahead[carriage_return + 1] == 10 else 1)

    def readline(self, size=-1):
        self._begin_reading()
        while (end := self._line_end()) < 0:
            if not self._fill():
                end = len(self._ahead)
                break
        data = self._ahead[:end]
        if size is None or size < 0:
            self._ahead = self._ahead[end:]
            return self._decode(data)
        rest = self._ahead[end:]
        self._ahead = data
        text = self._take(size)
        self._ahead += rest
        return text

    def write(self, text):
        self._check_open()
        if not self._writes:
            raise UnsupportedOperation('not writable')
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        if self._ahead:
            self.seek(self.tell())
        if self._newline not in (None, '', '\n'):
            data = text.replace('\n', self._newline)
        else:
            data = text
        self.buffer.write(data.encode(self.encoding, self.errors))
        if self.line_buffering and '\n' in text:
            self.flush()
        return len(text)

    def flush(self):
        self.buffer.flush()

    def tell(self):
        self._check_open()
        return self.buffer.tell() - len(self._ahead)

    def seek(self, offset, whence=0):
        self._check_open()
        if whence == 1 and offset != 0:
            raise UnsupportedOperation("can't do nonzero cur-relative seeks")
        if whence == 2 and offset != 0:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        if whence == 1:
            offset, whence = self.tell(), 0
        if offset < 0:
            raise ValueError(f'negative seek position {offset}')
        self._ahead = b''
        return self.buffer.seek(offset, whence)

    def truncate(self, size=None):
        self.flush()
        return self.buffer.truncate(self.tell() if size is None else size)

    def detach(self):
        raise UnsupportedOperation('detach')

    def close(self):
        self.buffer.close()


def _check_mode(mode):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    letters = set(mode)
    if letters - set('axrwb+tU') or len(mode) > len(letters) or 'U' in letters:
        raise ValueError(f"invalid mode: '{mode}'")
    if 't' in letters and 'b' in letters:
        raise ValueError("can't have text and binary mode at once")
    if len(letters & set('axrw')) != 1:
        raise ValueError('must have exactly one of create/read/write/append mode')


def open(
    file,
    mode='r',
    buffering=-1,
    encoding=None,
    errors=None,
    newline=None,
    closefd=True,
    opener=None,
):
    if hasattr(type(file), '__fspath__'):
        file = type(file).__fspath__(file)
    if isinstance(file, bytes):
        file = file.decode()
    if not isinstance(file, str):
        if not isinstance(file, int) or isinstance(file, bool):
            raise TypeError(f'expected str, bytes or os.PathLike object, not {type(file).__name__}')
        if file < 3:
            raise OSError('open() of a standard stream is not in the subset: use those of sys')
    _check_mode(mode)
    binary = 'b' in mode
    if binary:
        for value, name in (
            (encoding, 'an encoding'),
            (errors, 'an errors'),
            (newline, 'a newline'),
        ):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {name} argument")
    elif newline not in (None, '', '\n', '\r', '\r\n'):
        raise ValueError(f'illegal newline value: {newline!r}')
    if opener is not None:
        raise ValueError('open() with an opener is not in the subset')
    if buffering == 0 and not binary:
        raise ValueError("can't have unbuffered text I/O")
    raw = FileIO(file, mode.replace('t', '').replace('b', ''))
    if buffering == 0:
        return raw
    size = buffering if buffering > 1 else DEFAULT_BUFFER_SIZE
    if '+' in mode:
        buffer = BufferedRandom(raw, size)
    else:
        buffer = (BufferedReader if 'r' in mode else BufferedWriter)(raw, size)
    if binary:
        return buffer
    return TextIOWrapper(buffer, encoding, errors, newline, buffering == 1, mode)
