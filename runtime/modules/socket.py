# SPDX-License-Identifier: MIT
"""Sockets between the threads and processes of a simulated program: one loopback device, nothing
beyond it, and never the real network.

A connection is two pipes of kind socket, one for each direction. Datagrams go through a listener
of their own kind: each message is a connection that carries it.
"""

import _connection
import time

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
SOL_SOCKET, SO_REUSEADDR, SO_ERROR, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE = 1, 2, 4, 7, 8, 9
SO_BROADCAST, SO_REUSEPORT, SO_LINGER = 6, 15, 13
IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, TCP_NODELAY = 0, 6, 17, 1
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL = 2, 64, 256
SOMAXCONN = 4096
INADDR_ANY, INADDR_LOOPBACK = 0, 0x7f000001
has_ipv6 = False

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


_FIRST_FREE_PORT = 32768
_default_timeout = None
_by_fileno = {}
_LOCAL_NAMES = ('localhost', '127.0.0.1', '', '0.0.0.0', 'gilsim')


def _resolve(host):
    if host in _LOCAL_NAMES or host.startswith('127.'):
        return '127.0.0.1' if host in ('localhost', 'gilsim') else host
    if host.replace('.', '').isdigit():
        return host
    raise gaierror(-2, 'Name or service not known')


def _is_local(host):
    return host in _LOCAL_NAMES or host.startswith('127.')


def _only(arguments, name):
    """The argument of a function that is C in CPython: host and port without brackets are two."""
    if len(arguments) != 1:
        raise TypeError(f"{name}() takes exactly one argument ({len(arguments)} given)")
    return arguments[0]


def _check_data(data):
    try:
        memoryview(data).release()
    except TypeError:
        name = type(data).__name__
        raise TypeError(f"a bytes-like object is required, not '{name}'") from None


class socket:
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
        if family not in (AF_INET, AF_UNIX):
            raise OSError(97, 'Address family not supported by protocol')
        if type not in (SOCK_STREAM, SOCK_DGRAM):
            raise OSError(94, 'Socket type not supported')
        self.family = family
        self.type = type
        self.proto = proto
        self._timeout = _default_timeout
        self._address = None  # bound to
        self._peer = None
        self._reader = self._writer = self._listener = None
        self._peeked = b''
        self._options = {}
        self._closed = False
        self._files = 0  # made of it and not closed yet: they keep the connection open
        self._number = None

    # --- addresses ---

    def _check_open(self):
        if self._closed:
            raise OSError(9, 'Bad file descriptor')

    def _name(self, address):
        """The listener's name of an address."""
        kind = 'udp' if self.type == SOCK_DGRAM else 'tcp'
        if self.family == AF_UNIX:
            return 'unix %s %s' % (kind, address)
        return '%s port %d' % (kind, address[1])

    def _check_address(self, address, function):
        if self.family == AF_UNIX:
            return address
        if not isinstance(address, tuple):
            raise TypeError(f"{function}(): AF_INET address must be tuple, "
                            f"not {type(address).__name__}")
        if len(address) != 2:
            raise TypeError("AF_INET address must be a pair (host, port)")
        host, port = address
        if not isinstance(port, int):
            raise TypeError(f"{type(port).__name__!r} object cannot be interpreted as an integer")
        if not 0 <= port <= 65535:
            raise OverflowError(f"{function}(): port must be 0-65535.")
        return _resolve(host), port

    def bind(self, *address):
        address = _only(address, 'socket.bind')
        self._check_open()
        address = self._check_address(address, 'bind')
        if self.family == AF_INET and not _is_local(address[0]):
            raise OSError(99, 'Cannot assign requested address')
        if self._address is not None:
            raise OSError(22, 'Invalid argument')
        self._bind(address)

    def _bind(self, address):
        # The address is taken from now on; connections are possible after listen().
        if self.family == AF_INET and address[1] == 0:
            self._bind_anywhere(address[0])
            return
        backlog = _DATAGRAMS if self.type == SOCK_DGRAM else 0
        self._listener = _connection.listen(self._name(address), backlog)
        self._address = address

    def _bind_anywhere(self, host):
        for port in range(_FIRST_FREE_PORT, 65536):
            try:
                self._bind((host, port))
                return
            except OSError:
                pass
        raise OSError(98, 'Address already in use')

    def getsockname(self):
        self._check_open()
        if self._address is not None:
            return self._address
        return '' if self.family == AF_UNIX else ('0.0.0.0', 0)

    def getpeername(self):
        self._check_open()
        if self._peer is None:
            raise OSError(107, 'Transport endpoint is not connected')
        return self._peer

    # --- connections ---

    def listen(self, backlog=128, /):
        self._check_open()
        if self._address is None:
            self._bind_anywhere('0.0.0.0')
        self._listener.open(backlog)

    def _wait(self, handle):
        """For data, room or a connection, as long as the time-out says."""
        if self._timeout is None:
            return
        if not _connection.poll([handle], self._timeout):
            if self._timeout == 0:
                raise BlockingIOError(11, 'Resource temporarily unavailable')
            raise TimeoutError('timed out')

    def accept(self):
        self._check_open()
        if self._listener is None:
            raise OSError(22, 'Invalid argument')
        self._wait(self._listener)
        reader, writer = self._listener.accept(None)
        accepted = socket(self.family, self.type, self.proto)
        accepted._attach(reader, writer)
        accepted._address = self._address
        # The first message of every connection says where it comes from.
        accepted._peer = _receive_address(reader, self.family)
        return accepted, accepted._peer

    def _attach(self, reader, writer):
        self._reader, self._writer = reader, writer

    def connect(self, *address):
        address = _only(address, 'socket.connect')
        self._check_open()
        address = self._check_address(address, 'connect')
        if self.type == SOCK_DGRAM:
            self._peer = address
            return
        if self._reader is not None:
            raise OSError(106, 'Transport endpoint is already connected')
        if self.family == AF_INET and not _is_local(address[0]):
            raise OSError(101, 'Network is unreachable')
        try:
            reader, writer = _connection.connect(self._name(address))
        except ConnectionRefusedError:
            if self.family == AF_UNIX:
                raise FileNotFoundError(2, 'No such file or directory') from None
            raise
        if self._address is None:
            self._address = '' if self.family == AF_UNIX else ('127.0.0.1', _next_port())
        _send_address(writer, self._address)
        self._attach(reader, writer)
        self._peer = address

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as exc:
            return exc.errno
        return 0

    # --- streams ---

    def _check_connected(self):
        if self._files == 0:
            self._check_open()
        if self._reader is None:
            raise OSError(107, 'Transport endpoint is not connected')

    def send(self, data, flags=0, /):
        if self.type == SOCK_DGRAM:
            if self._peer is None:
                _check_data(data)
                raise OSError(89, 'Destination address required')
            return self.sendto(data, self._peer)
        if self._files == 0:
            self._check_open()
        if self._writer is None:
            _check_data(data)
            raise BrokenPipeError(32, 'Broken pipe')
        self._wait(self._writer)
        return self._writer.write(data)

    def sendall(self, data, flags=0, /):
        self.send(data)

    def recv(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        if self.type == SOCK_DGRAM:
            return self.recvfrom(bufsize, flags)[0]
        self._check_connected()
        data, self._peeked = self._peeked[:bufsize], self._peeked[bufsize:]
        if not data:
            self._wait(self._reader)
            data = self._reader.read(bufsize)
        elif len(data) < bufsize and _connection.poll([self._reader], 0):
            data += self._reader.read(bufsize - len(data))
        if flags & MSG_PEEK:
            self._peeked = data + self._peeked
        return data

    def recv_into(self, buffer, nbytes=0, flags=0):
        data = self.recv(nbytes or len(buffer), flags)
        buffer[:len(data)] = data
        return len(data)

    def shutdown(self, how, /):
        self._check_connected()
        if how in (SHUT_RD, SHUT_RDWR):
            self._reader.shutdown()
        if how in (SHUT_WR, SHUT_RDWR):
            self._writer.shutdown()

    # --- datagrams ---

    def sendto(self, data, *args):
        _check_data(data)
        self._check_open()
        address = self._check_address(args[-1], 'sendto')
        if self.type != SOCK_DGRAM:
            raise OSError(106, 'Transport endpoint is already connected')
        if self._address is None:
            self._bind_anywhere('0.0.0.0')
        try:
            reader, writer = _connection.connect(self._name(address))
        except ConnectionRefusedError:
            return len(data)  # it is lost, and nobody learns it
        source = self._address
        if self.family == AF_INET and source[0] in ('0.0.0.0', ''):
            source = ('127.0.0.1', source[1])
        _send_address(writer, source)
        writer.write(bytes(data))
        writer.close()
        reader.close()
        return len(data)

    def recvfrom(self, bufsize, flags=0, /):
        if self.type == SOCK_STREAM:
            return self.recv(bufsize, flags), None
        self._check_open()
        if self._listener is None:
            self._bind_anywhere('0.0.0.0')
        self._wait(self._listener)
        reader, writer = self._listener.accept(None)
        source = _receive_address(reader, self.family)
        parts = []
        while True:
            part = reader.read(65536)
            if not part:
                break
            parts.append(part)
        reader.close()
        writer.close()
        return b''.join(parts)[:bufsize], source

    # --- options and files ---

    def settimeout(self, value, /):
        if value is not None and value < 0:
            raise ValueError("Timeout value out of range")
        self._timeout = None if value is None else float(value)

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0

    @property
    def timeout(self):
        return self._timeout

    def setsockopt(self, level, optname, value, *rest):
        self._check_open()
        self._options[level, optname] = value

    def getsockopt(self, level, optname, buflen=None, /):
        self._check_open()
        return self._options.get((level, optname), 0)

    def _waitable(self, writes):
        self._check_open()
        if self._listener is not None and self._reader is None:
            return None if writes else self._listener
        return self._writer if writes else self._reader

    def fileno(self):
        if self._closed:
            return -1
        if self._number is None:
            self._number = _next_number()
            _by_fileno[self._number] = self
        return self._number

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        self._files += 1
        return _SocketFile(self, mode, encoding or 'utf-8')

    def _file_closed(self):
        self._files -= 1
        if self._closed and self._files == 0:
            self._close_handles()

    def detach(self):
        number = self.fileno()
        self._closed = True
        return number

    def close(self, *, _by_fileno=_by_fileno):  # even when the module is taken apart already
        if self._closed:
            return
        self._closed = True
        if _by_fileno is not None:  # the module's names go before its last objects do
            _by_fileno.pop(self._number, None)
        if self._files == 0:
            self._close_handles()

    def _close_handles(self):
        for handle in (self._reader, self._writer, self._listener):
            if handle is not None:
                handle.close()

    def __del__(self):
        if hasattr(self, '_closed'):
            self.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        family = 'AF_UNIX' if self.family == AF_UNIX else 'AF_INET'
        kind = 'SOCK_STREAM' if self.type == SOCK_STREAM else 'SOCK_DGRAM'
        text = '<socket.socket%s fd=%d, family=%d, type=%d, proto=%d' % (
            ' [closed]' if self._closed else '', self.fileno(), self.family, self.type, self.proto)
        if not self._closed:
            if self.getsockname():
                text += ', laddr=%r' % (self.getsockname(),)
            if self._peer:
                text += ', raddr=%r' % (self._peer,)
        return text + '>'


SocketType = socket
_DATAGRAMS = 278  # small messages that a receive buffer of 212992 bytes holds
_ports_given = 0
_numbers_given = 0


def _next_port():
    """Of a socket that connects without being bound: as the kernel gives them out, in order."""
    global _ports_given
    _ports_given += 1
    return 40000 + _ports_given % 20000


def _next_number():
    global _numbers_given
    _numbers_given += 1
    return 2 + _numbers_given


def _send_address(writer, address):
    text = repr(address).encode()
    writer.write(len(text).to_bytes(2, 'big') + text)


def _read_exactly(reader, size):
    data = b''
    while len(data) < size:
        part = reader.read(size - len(data))
        if not part:
            break
        data += part
    return data


def _receive_address(reader, family):
    size = int.from_bytes(_read_exactly(reader, 2), 'big')
    text = _read_exactly(reader, size).decode()
    if family == AF_UNIX:
        return text[1:-1] or ''
    host, port = text[2:-1].rsplit("', ", 1)
    return host, int(port)


class _SocketFile:
    """A socket as a file: lines and bytes."""

    def __init__(self, sock, mode, encoding):
        self._sock = sock
        self._mode = mode
        self._encoding = encoding
        self._buffer = b''
        self.closed = False

    def _is_text(self):
        return 'b' not in self._mode

    def _out(self, data):
        return data.decode(self._encoding) if self._is_text() else data

    def readline(self, limit=-1):
        while b'\n' not in self._buffer:
            part = self._sock.recv(8192)
            if not part:
                break
            self._buffer += part
        end = self._buffer.find(b'\n') + 1 or len(self._buffer)
        if 0 <= limit < end:
            end = limit
        line, self._buffer = self._buffer[:end], self._buffer[end:]
        return self._out(line)

    def read(self, size=-1):
        while size is None or size < 0 or len(self._buffer) < size:
            part = self._sock.recv(8192)
            if not part:
                break
            self._buffer += part
        if size is None or size < 0:
            size = len(self._buffer)
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return self._out(data)

    def readlines(self):
        return list(self)

    def readable(self):
        return 'r' in self._mode or self._mode == 'b'

    def writable(self):
        return 'w' in self._mode

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        self._sock.sendall(data.encode(self._encoding) if self._is_text() else data)
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        if not self.closed:
            self.closed = True
            self._sock._file_closed()

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0):
    """Two connected sockets."""
    first, second = socket(family, type, proto), socket(family, type, proto)
    first_reader, second_writer = _connection.pipe(True)
    second_reader, first_writer = _connection.pipe(True)
    first._attach(first_reader, first_writer)
    second._attach(second_reader, second_writer)
    first._peer = second._peer = ''
    return first, second


def create_connection(address, timeout=None, source_address=None, *, all_errors=False):
    sock = socket(AF_INET, SOCK_STREAM)
    try:
        if timeout is not None:
            sock.settimeout(timeout)
        if source_address:
            sock.bind(source_address)
        sock.connect(address)
    except OSError:
        sock.close()
        raise
    return sock


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False,
                  dualstack_ipv6=False):
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        sock.bind(address)
        sock.listen(*([] if backlog is None else [backlog]))
    except OSError:
        sock.close()
        raise
    return sock


def gethostname():
    return 'gilsim'


def getfqdn(name=''):
    return name or gethostname()


def gethostbyname(host):
    return '127.0.0.1' if _is_local(host) else _resolve(host)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    address = gethostbyname(host or 'localhost')
    kinds = [(SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP)]
    return [(AF_INET, kind, number, '', (address, int(port or 0)))
            for kind, number in kinds if type in (0, kind)]


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = timeout


def inet_aton(text, /):
    return bytes(int(part) for part in text.split('.'))


def inet_ntoa(data, /):
    return '.'.join(str(byte) for byte in data)


def htons(number, /):
    return (number & 0xff) << 8 | number >> 8 & 0xff


def htonl(number, /):
    return int.from_bytes(number.to_bytes(4, 'little'), 'big')


ntohs, ntohl = htons, htonl
