# SPDX-License-Identifier: MIT
"""Locks and semaphores that processes share."""

import _multiprocessing

_LARGEST = 2147483647


class _SharedLock:
    def __init__(self, sem_lock):
        self._sem_lock = sem_lock
        self.acquire = sem_lock.acquire
        self.release = sem_lock.release

    def __reduce__(self):
        return _rebuild, (type(self), self._sem_lock)

    def __enter__(self):
        return self._sem_lock.acquire()

    def __exit__(self, *args):
        self._sem_lock.release()


def _rebuild(cls, sem_lock):
    lock = cls.__new__(cls)
    _SharedLock.__init__(lock, sem_lock)
    return lock


class Lock(_SharedLock):
    def __init__(self):
        super().__init__(_multiprocessing.sem_lock(False, 1, 1))


class RLock(_SharedLock):
    def __init__(self):
        super().__init__(_multiprocessing.sem_lock(True, 1, 1))


class Semaphore(_SharedLock):
    def __init__(self, value=1):
        super().__init__(_multiprocessing.sem_lock(False, value, _LARGEST))

    def get_value(self):
        return self._sem_lock._get_value()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        _SharedLock.__init__(self, _multiprocessing.sem_lock(False, value, value))
