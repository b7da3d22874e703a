# SPDX-License-Identifier: MIT
"""Waiting until some of several sockets or pipes can be read from or written to."""

import _connection
import time

__all__ = ['select', 'poll', 'error', 'POLLIN', 'POLLPRI', 'POLLOUT', 'POLLERR', 'POLLHUP',
           'POLLNVAL']

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32


def _handle(obj, writes):
    """What _connection.poll can wait for; None: nothing that could become ready."""
    if hasattr(obj, '_waitable'):
        return obj._waitable(writes)  # a socket
    if hasattr(obj, '_reader'):
        return obj._writer if writes else obj._reader  # a connection
    if isinstance(obj, int):
        import socket
        known = socket._by_fileno.get(obj)
        if known is not None:
            return known._waitable(writes)
        return obj  # a process's sentinel
    if hasattr(obj, 'fileno'):
        return _handle(obj.fileno(), writes)
    raise TypeError('argument must be an int, or have a fileno() method.')


def select(rlist, wlist, xlist, timeout=None, /):
    """Three lists: what can be read, what can be written, and an empty one."""
    try:
        readers, writers, _ = list(rlist), list(wlist), list(xlist)
    except TypeError:
        raise TypeError('arguments 1-3 must be sequences') from None
    if timeout is not None and timeout < 0:
        raise ValueError('timeout must be non-negative')
    wanted = [(obj, False) for obj in readers] + [(obj, True) for obj in writers]
    handles = [_handle(obj, writes) for obj, writes in wanted]
    possible = [index for index, handle in enumerate(handles) if handle is not None]
    if not possible and timeout is not None:
        time.sleep(timeout)
        return [], [], []
    ready = {possible[index]
             for index in _connection.poll([handles[index] for index in possible], timeout)}
    split = len(readers)
    return ([obj for index, obj in enumerate(readers) if index in ready],
            [obj for index, obj in enumerate(writers) if index + split in ready], [])


class poll:
    """Waiting by file number, with the registered numbers kept between calls."""

    def __init__(self):
        self._registered = {}

    @staticmethod
    def _number(fd):
        return fd if isinstance(fd, int) else fd.fileno()

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._registered[self._number(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        if self._number(fd) not in self._registered:
            raise FileNotFoundError(2, 'No such file or directory')
        self.register(fd, eventmask)

    def unregister(self, fd, /):
        del self._registered[self._number(fd)]

    def poll(self, timeout=None, /):
        """[(fd, event), ...]; the timeout is in milliseconds."""
        readers = [fd for fd, mask in self._registered.items() if mask & POLLIN]
        writers = [fd for fd, mask in self._registered.items() if mask & POLLOUT]
        seconds = None if timeout is None or timeout < 0 else timeout / 1000
        readable, writable, _ = select(readers, writers, [], seconds)
        events = {}
        for fd in readable:
            events[fd] = POLLIN
        for fd in writable:
            events[fd] = events.get(fd, 0) | POLLOUT
        return list(events.items())
