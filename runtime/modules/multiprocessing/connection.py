# SPDX-License-Identifier: MIT
"""Connections: messages through a pipe, each preceded by its length in four bytes.

Listener and Client connect processes that know nothing of each other but an address.
"""

import _connection
import pickle

__all__ = ['Client', 'Listener', 'Pipe', 'wait']


class Connection:
    """One end of a channel: sends and receives objects."""

    def __init__(self, reader, writer):
        self._reader = reader
        self._writer = writer

    def __reduce__(self):
        return Connection, (self._reader, self._writer)

    def __del__(self):
        if not self.closed:
            self.close()

    @property
    def closed(self):
        return self._reader is None and self._writer is None

    @property
    def readable(self):
        return self._reader is not None

    @property
    def writable(self):
        return self._writer is not None

    def _check_open(self):
        if self.closed:
            raise OSError("handle is closed")

    def _check_readable(self):
        self._check_open()
        if self._reader is None:
            raise OSError("connection is write-only")

    def fileno(self):
        self._check_open()
        return (self._reader or self._writer).fileno()

    def close(self):
        reader, writer = self._reader, self._writer
        self._reader = self._writer = None
        if reader is not None:
            reader.close()
        if writer is not None:
            writer.close()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def send_bytes(self, buf, offset=0, size=None):
        self._check_open()
        if self._writer is None:
            raise OSError("connection is read-only")
        length = len(buf)
        if offset < 0:
            raise ValueError("offset is negative")
        if length < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = length - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > length:
            raise ValueError("buffer length < offset + size")
        data = bytes(buf[offset:offset + size])
        header = size.to_bytes(4, 'big')
        if size > 16384:
            # Long messages are not copied together with their header.
            self._writer.write(header)
            self._writer.write(data)
        else:
            self._writer.write(header + data)

    def _receive(self, size):
        parts = []
        remaining = size
        while remaining > 0:
            part = self._reader.read(remaining)
            if not part:
                if remaining == size:
                    raise EOFError
                raise OSError("got end of file during message")
            parts.append(part)
            remaining -= len(part)
        return b''.join(parts)

    def recv_bytes(self, maxlength=None):
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        size = int.from_bytes(self._receive(4), 'big')
        if maxlength is not None and maxlength < size:
            self.close()
            raise OSError("bad message length")
        return self._receive(size)

    def recv_bytes_into(self, buf, offset=0):
        from multiprocessing.context import BufferTooShort
        data = self.recv_bytes()
        if len(buf) < offset + len(data):
            raise BufferTooShort(data)
        buf[offset:offset + len(data)] = data
        return len(data)

    def send(self, obj):
        self._check_open()
        if self._writer is None:
            raise OSError("connection is read-only")
        self.send_bytes(pickle.dumps(obj))

    def recv(self):
        self._check_readable()
        return pickle.loads(self.recv_bytes())

    def poll(self, timeout=0.0):
        self._check_readable()
        return self._reader.poll(timeout)


def Pipe(duplex=True):
    """Two connected connections; without duplex the first only receives, the second only sends."""
    if duplex:
        first_reader, second_writer = _connection.pipe(True)
        second_reader, first_writer = _connection.pipe(True)
        return Connection(first_reader, first_writer), Connection(second_reader, second_writer)
    reader, writer = _connection.pipe(False)
    return Connection(reader, None), Connection(None, writer)


def _handle(obj):
    """What _connection.poll can wait for: an end of a pipe, a listener, or a number."""
    if hasattr(obj, '_reader'):
        return obj._reader
    try:
        return obj if isinstance(obj, int) else int(obj.fileno())
    except (AttributeError, TypeError, ValueError):
        raise ValueError("Invalid file object: {!r}".format(obj)) from None


def wait(object_list, timeout=None):
    """Those that can be read, or of processes whose sentinels they are, that have ended."""
    objects = list(object_list)
    handles = [_handle(obj) for obj in objects]
    if timeout is not None and timeout < 0:
        timeout = 0
    return [objects[index] for index in _connection.poll(handles, timeout)]


def _address_text(address):
    return address if isinstance(address, str) else '%s:%s' % tuple(address)


_listeners = 0


def _hmac(authkey, message):
    import hmac  # only who has a key pays for it
    return hmac.new(authkey, message, 'md5').digest()


def deliver_challenge(connection, authkey):
    """Lets the other side prove that it has the key, too; AuthenticationError if it does not."""
    import os
    from multiprocessing.context import AuthenticationError
    question = os.urandom(20)
    connection.send_bytes(b'#CHALLENGE#' + question)
    if connection.recv_bytes(256) != _hmac(authkey, question):
        connection.send_bytes(b'#FAILURE#')
        raise AuthenticationError('digest received was wrong')
    connection.send_bytes(b'#WELCOME#')


def answer_challenge(connection, authkey):
    """Proves to the other side that this one has the key; AuthenticationError if it differs."""
    from multiprocessing.context import AuthenticationError
    message = connection.recv_bytes(256)
    assert message.startswith(b'#CHALLENGE#'), 'message = %r' % message
    connection.send_bytes(_hmac(authkey, message.removeprefix(b'#CHALLENGE#')))
    if connection.recv_bytes(256) != b'#WELCOME#':
        raise AuthenticationError('digest sent was rejected')


def _check_key(authkey):
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError('authkey should be a byte string')


class Listener:
    """Accepts connections to an address, with a key only from who has the same."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        global _listeners
        _check_key(authkey)
        self._authkey = authkey
        if address is None:
            from multiprocessing.util import getpid
            _listeners += 1
            address = '/tmp/pymp-%d/listener-%d' % (getpid(), _listeners)
        self._address = address
        self._listener = _connection.listen(_address_text(address), backlog)
        self.last_accepted = None

    @property
    def address(self):
        return self._address

    def accept(self):
        if self._listener is None:
            raise OSError('listener is closed')
        connection = Connection(*self._listener.accept(None))
        self.last_accepted = ''
        if self._authkey:
            deliver_challenge(connection, self._authkey)
            answer_challenge(connection, self._authkey)
        return connection

    def close(self):
        listener = self._listener
        if listener is not None:
            self._listener = None
            listener.close()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address, family=None, authkey=None):
    """A connection to a listener."""
    _check_key(authkey)
    connection = Connection(*_connection.connect(_address_text(address)))
    if authkey is not None:
        answer_challenge(connection, authkey)
        deliver_challenge(connection, authkey)
    return connection
