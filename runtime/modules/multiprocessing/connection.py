# SPDX-License-Identifier: MIT
"""Connections: messages through a pipe, each preceded by its length in four bytes."""

import _multiprocessing
import pickle


class Connection:
    """One end of a channel: sends and receives objects."""

    def __init__(self, reader, writer):
        self._reader = reader
        self._writer = writer

    def __reduce__(self):
        return Connection, (self._reader, self._writer)

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

    def send_bytes(self, buf):
        self._check_open()
        if self._writer is None:
            raise OSError("connection is read-only")
        size = len(buf)
        header = size.to_bytes(4, 'big')
        if size > 16384:
            # Long messages are not copied together with their header.
            self._writer.write(header)
            self._writer.write(bytes(buf))
        else:
            self._writer.write(header + bytes(buf))

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
        self._check_open()
        if self._reader is None:
            raise OSError("connection is write-only")
        size = int.from_bytes(self._receive(4), 'big')
        if maxlength is not None and maxlength < size:
            raise OSError("bad message length")
        return self._receive(size)

    def send(self, obj):
        self.send_bytes(pickle.dumps(obj))

    def recv(self):
        return pickle.loads(self.recv_bytes())

    def poll(self, timeout=0.0):
        self._check_open()
        if self._reader is None:
            raise OSError("connection is write-only")
        return self._reader.poll(timeout)


def Pipe(duplex=True):
    """Two connected connections; without duplex the first only receives, the second only sends."""
    if duplex:
        first_reader, second_writer = _multiprocessing.pipe(True)
        second_reader, first_writer = _multiprocessing.pipe(True)
        return Connection(first_reader, first_writer), Connection(second_reader, second_writer)
    reader, writer = _multiprocessing.pipe(False)
    return Connection(reader, None), Connection(None, writer)
