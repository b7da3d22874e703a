# SPDX-License-Identifier: MIT
"""Locks and the like that processes share: all of them are made of counting semaphores."""

import _multiprocessing
import sys
import threading
import time
from multiprocessing import context, process

_LARGEST = 2147483647


class SemLock:
    """A semaphore that processes share."""

    def __init__(self, is_recursive, value, maximum, *, ctx):
        self._semlock = _multiprocessing.sem_lock(is_recursive, value, maximum)
        self._is_fork_ctx = ctx.get_start_method() == 'fork'
        self._make_methods()

    def _make_methods(self):
        self.acquire = self._semlock.acquire
        self.release = self._semlock.release

    def __enter__(self):
        return self._semlock.acquire()

    def __exit__(self, *args):
        self._semlock.release()

    def __getstate__(self):
        context.assert_spawning(self)
        if self._is_fork_ctx:
            raise RuntimeError('A SemLock created in a fork context is being '
                               'shared with a process in a spawn context. This is '
                               'not supported. Please use the same context to create '
                               'multiprocessing objects and Process.')
        return self._semlock

    def __setstate__(self, state):
        self._semlock = state
        self._is_fork_ctx = False
        self._make_methods()

    def _owner(self):
        """Who holds it, as far as this process can tell."""
        if self._semlock._is_mine():
            name = process.current_process().name
            if threading.current_thread().name != 'MainThread':
                name += '|' + threading.current_thread().name
            return name
        if self._semlock._get_value() == 1:
            return 'None'
        return 'SomeOtherThread' if self._semlock._count() > 0 else 'SomeOtherProcess'


class Semaphore(SemLock):
    def __init__(self, value=1, *, ctx):
        super().__init__(False, value, _LARGEST, ctx=ctx)

    def get_value(self):
        return self._semlock._get_value()

    def __repr__(self):
        return '<%s(value=%s)>' % (self.__class__.__name__, self._semlock._get_value())


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, False, value, value, ctx=ctx)

    def __repr__(self):
        return '<%s(value=%s, maxvalue=%s)>' % (
            self.__class__.__name__, self._semlock._get_value(), self._semlock.maxvalue)


class Lock(SemLock):
    def __init__(self, *, ctx):
        super().__init__(False, 1, 1, ctx=ctx)

    def __repr__(self):
        return '<%s(owner=%s)>' % (self.__class__.__name__, self._owner())


class RLock(SemLock):
    def __init__(self, *, ctx):
        super().__init__(True, 1, 1, ctx=ctx)

    def __repr__(self):
        owner = self._owner()
        if self._semlock._is_mine():
            count = self._semlock._count()
        else:
            count = 0 if owner == 'None' else 'nonzero'
        return '<%s(%s, %s)>' % (self.__class__.__name__, owner, count)


class Condition:
    """Waiting for something that others make true under a lock.

    Sleepers count themselves in _sleeping and, once they are awake, in _woken; notify() lets
    exactly as many through _gate as it woke, and waits until they have passed.
    """

    def __init__(self, lock=None, *, ctx):
        self._lock = lock or ctx.RLock()
        self._sleeping = ctx.Semaphore(0)
        self._woken = ctx.Semaphore(0)
        self._gate = ctx.Semaphore(0)
        self._make_methods()

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._sleeping, self._woken, self._gate

    def __setstate__(self, state):
        self._lock, self._sleeping, self._woken, self._gate = state
        self._make_methods()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        waiting = self._sleeping.get_value() - self._woken.get_value()
        return '<%s(%s, %s)>' % (self.__class__.__name__, self._lock, waiting)

    def wait(self, timeout=None):
        assert self._lock._semlock._is_mine(), 'must acquire() condition before using wait()'
        self._sleeping.release()
        count = self._lock._semlock._count()
        for _ in range(count):
            self._lock.release()
        try:
            return self._gate.acquire(True, timeout)
        finally:
            self._woken.release()
            for _ in range(count):
                self._lock.acquire()

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        result = predicate()
        while not result:
            remaining = None
            if end is not None:
                remaining = end - time.monotonic()
                if remaining <= 0:
                    break
            self.wait(remaining)
            result = predicate()
        return result

    def notify(self, n=1):
        assert self._lock._semlock._is_mine(), 'lock is not owned'
        # Those whose time ran out since the last notify() are awake already.
        while self._woken.acquire(False):
            self._sleeping.acquire(False)
        let_through = 0
        while let_through < n and self._sleeping.acquire(False):
            self._gate.release()
            let_through += 1
        for _ in range(let_through):
            self._woken.acquire()
        if let_through:
            # Somebody's time ran out at that very moment: nobody came for this one.
            while self._gate.acquire(False):
                pass

    def notify_all(self):
        self.notify(sys.maxsize)


class Event:
    """A flag that processes can wait for."""

    def __init__(self, *, ctx):
        self._cond = ctx.Condition(ctx.Lock())
        self._flag = ctx.Semaphore(0)

    def _look(self):
        if self._flag.acquire(False):
            self._flag.release()
            return True
        return False

    def is_set(self):
        with self._cond:
            return self._look()

    def set(self):
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if not self._look():
                self._cond.wait(timeout)
            return self._look()

    def __repr__(self):
        status = 'set' if self.is_set() else 'unset'
        return f"<{type(self).__qualname__} at {id(self):#x} {status}>"


class Barrier(threading.Barrier):
    """threading's barrier with its two numbers in shared memory."""

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        import _shared_memory
        self.__setstate__((parties, action, timeout, ctx.Condition(), _shared_memory.block(8)))

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._numbers

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._numbers = state

    @property
    def _state(self):
        return self._numbers.get('i', 0)

    @_state.setter
    def _state(self, value):
        self._numbers.set('i', 0, value)

    @property
    def _count(self):
        return self._numbers.get('i', 4)

    @_count.setter
    def _count(self, value):
        self._numbers.set('i', 4, value)
