# SPDX-License-Identifier: MIT
"""Selectors: select with the objects to wait for kept between calls, each with a note."""

import select as _select
from collections import namedtuple

__all__ = ['BaseSelector', 'DefaultSelector', 'EVENT_READ', 'EVENT_WRITE', 'EpollSelector',
           'PollSelector', 'SelectSelector', 'SelectorKey']

EVENT_READ = 1
EVENT_WRITE = 2


SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])


class BaseSelector:
    def __init__(self):
        self._keys = {}
        self._closed = False

    def _check_open(self):
        if self._closed:
            raise ValueError('I/O operation on closed epoll object')

    @staticmethod
    def _number(fileobj):
        number = fileobj if isinstance(fileobj, int) else int(fileobj.fileno())
        if number < 0:
            raise ValueError("Invalid file descriptor: {}".format(number))
        return number

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError("Invalid events: {!r}".format(events))
        self._check_open()
        key = SelectorKey(fileobj, self._number(fileobj), events, data)
        if key.fd in self._keys:
            raise KeyError("{!r} (FD {}) is already registered".format(fileobj, key.fd))
        self._keys[key.fd] = key
        return key

    def _find(self, fileobj):
        for key in self._keys.values():
            if key.fileobj is fileobj or key.fd == fileobj:
                return key
        raise KeyError("{!r} is not registered".format(fileobj))

    def unregister(self, fileobj):
        key = self._find(fileobj)
        del self._keys[key.fd]
        return key

    def modify(self, fileobj, events, data=None):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def select(self, timeout=None):
        self._check_open()
        if timeout is not None and timeout < 0:
            timeout = 0
        keys = list(self._keys.values())
        readable, writable, _ = _select.select(
            [key.fileobj for key in keys if key.events & EVENT_READ],
            [key.fileobj for key in keys if key.events & EVENT_WRITE], [], timeout)
        ready = []
        for key in keys:
            events = (EVENT_READ if any(obj is key.fileobj for obj in readable) else 0)
            events |= (EVENT_WRITE if any(obj is key.fileobj for obj in writable) else 0)
            if events:
                ready.append((key, events))
        return ready

    def get_key(self, fileobj):
        if self._closed:
            raise RuntimeError('Selector is closed')
        return self._find(fileobj)

    def get_map(self):
        """None when it is closed."""
        return None if self._closed else {key.fileobj: key for key in self._keys.values()}

    def close(self):
        self._keys.clear()
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class SelectSelector(BaseSelector):
    pass


class PollSelector(BaseSelector):
    pass


class EpollSelector(BaseSelector):
    pass


DefaultSelector = EpollSelector
