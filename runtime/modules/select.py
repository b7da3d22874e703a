# SPDX-License-Identifier: MIT
"""Waiting until some of several sockets or pipes can be read from or written to."""

import _connection
import time

__all__ = ['select', 'poll', 'error', 'POLLIN', 'POLLPRI', 'POLLOUT', 'POLLERR', 'POLLHUP',
           'POLLNVAL']

error = OSError
_SOCK_DGRAM = 2  # of module socket, which is imported only where there are sockets
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32


def _thing(obj):
    """A socket, a connection, or the number of something else: a process's sentinel, say."""
    if hasattr(obj, '_waitable') or hasattr(obj, '_reader'):
        return obj
    if isinstance(obj, int):
        import socket
        return socket._by_fileno.get(obj, obj)
    if hasattr(obj, 'fileno'):
        return _thing(obj.fileno())
    raise TypeError('argument must be an int, or have a fileno() method.')


def _handle(obj, writes):
    """What _connection.poll can wait for; None: nothing that could become ready."""
    thing = _thing(obj)
    if isinstance(thing, int):
        return thing
    if hasattr(thing, '_waitable'):
        return thing._waitable(writes)
    return thing._writer if writes else thing._reader


def _polled(thing):
    """What _connection.poll_events looks at, and the events there are whatever that says."""
    if isinstance(thing, int):
        return thing, None, 0
    if not hasattr(thing, '_waitable'):
        return thing._reader, thing._writer, POLLNVAL if thing.closed else 0
    if thing._closed:
        return None, None, POLLNVAL
    if thing._reader is not None:
        return thing._reader, thing._writer, 0
    if thing.type == _SOCK_DGRAM:
        return thing._listener, None, POLLOUT
    return thing._listener, None, 0 if thing._listener is not None else POLLOUT | POLLHUP


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
        self._registered[self._number(fd)] = _thing(fd), eventmask

    def modify(self, fd, eventmask, /):
        if self._number(fd) not in self._registered:
            raise FileNotFoundError(2, 'No such file or directory')
        self.register(fd, eventmask)

    def unregister(self, fd, /):
        del self._registered[self._number(fd)]

    def poll(self, timeout=None, /):
        """[(fd, event), ...]; the timeout is in milliseconds."""
        wanted = []
        for thing, mask in self._registered.values():
            reader, writer, known = _polled(thing)
            wanted.append((reader, writer, mask, known))
        seconds = None if timeout is None or timeout < 0 else timeout / 1000
        numbers = list(self._registered)
        found = _connection.poll_events(wanted, seconds)
        return [(number, events) for number, events in zip(numbers, found) if events]
