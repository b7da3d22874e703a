# SPDX-License-Identifier: MIT
"""Futures, waiting for them, and what all executors have in common.

A future's state goes from PENDING to RUNNING to FINISHED, or from PENDING to CANCELLED and, once
the executor has seen that, to CANCELLED_AND_NOTIFIED. Everything in it is guarded by its
condition; whoever waits for several futures has put a waiter on each.
"""

import collections
import threading
import time

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'
FINISHED = 'FINISHED'

_SHOWN = {PENDING: 'pending', RUNNING: 'running', CANCELLED: 'cancelled',
          CANCELLED_AND_NOTIFIED: 'cancelled', FINISHED: 'finished'}
_OVER = (CANCELLED_AND_NOTIFIED, FINISHED)

TimeoutError = TimeoutError


class Error(Exception):
    """What is wrong with a future."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """A future in this state does not allow that."""


class BrokenExecutor(RuntimeError):
    """The executor cannot go on: a worker was lost."""


def log_exception(text, *args, level='error'):
    """Through the program's logging, as an error of the library 'concurrent.futures'."""
    import logging
    logger = logging.getLogger('concurrent.futures')
    getattr(logger, level)(text, *args, exc_info=True)


# --- waiting for several -------------------------------------------------------------------------

class _Waiter:
    """Collects futures that are over; its event says that it is time to look."""

    def __init__(self, wanted, stops_at_exception=False):
        self.event = threading.Event()
        self.finished = []
        self._lock = threading.Lock()
        self._wanted = wanted
        self._stops_at_exception = stops_at_exception

    def add(self, future):
        """Called by the thread that ends the future, which holds its condition."""
        with self._lock:
            self.finished.append(future)
            self._wanted -= 1
            failed = future._exception is not None and future._state == FINISHED
            if self._wanted <= 0 or (self._stops_at_exception and failed):
                self.event.set()

    def take(self):
        with self._lock:
            finished = self.finished
            self.finished = []
            self.event.clear()
        return finished


class _Acquired:
    """Holds the conditions of several futures, taken in one order by everybody."""

    def __init__(self, futures):
        self._futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self._futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self._futures:
            future._condition.release()


def _remove_waiter(future, waiter):
    with future._condition:
        future._waiters.remove(waiter)


def as_completed(fs, timeout=None):
    """Yields the futures as they end; those that are over already come first."""
    if timeout is not None:
        end_time = timeout + time.monotonic()
    futures = set(fs)
    total = len(futures)
    with _Acquired(futures):
        over = [future for future in futures if future._state in _OVER]
        waiter = _Waiter(1)
        for future in futures:
            future._waiters.append(waiter)
    try:
        while True:
            for future in over:
                futures.remove(future)
                _remove_waiter(future, waiter)
                yield future
            if not futures:
                return
            remaining = None
            if timeout is not None:
                remaining = end_time - time.monotonic()
                if remaining < 0:
                    raise TimeoutError('%d (of %d) futures unfinished' % (len(futures), total))
            waiter.event.wait(remaining)
            over = waiter.take()
    finally:
        for future in futures:
            _remove_waiter(future, waiter)


# What wait() returns: two sets of futures.
DoneAndNotDoneFutures = collections.namedtuple('DoneAndNotDoneFutures', 'done not_done')


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Waits until the first, the first that failed, or all are over, or for the time given."""
    futures = set(fs)
    with _Acquired(futures):
        done = {future for future in futures if future._state in _OVER}
        pending = len(futures) - len(done)
        if done and return_when == FIRST_COMPLETED:
            return DoneAndNotDoneFutures(done, futures - done)
        if return_when == FIRST_EXCEPTION and any(
                future._state == FINISHED and future._exception is not None for future in done):
            return DoneAndNotDoneFutures(done, futures - done)
        if not pending:
            return DoneAndNotDoneFutures(done, futures - done)
        if return_when == FIRST_COMPLETED:
            waiter = _Waiter(1)
        elif return_when == FIRST_EXCEPTION:
            waiter = _Waiter(pending, stops_at_exception=True)
        elif return_when == ALL_COMPLETED:
            waiter = _Waiter(pending)
        else:
            raise ValueError("Invalid return condition: %r" % return_when)
        for future in futures:
            future._waiters.append(waiter)
    waiter.event.wait(timeout)
    for future in futures:
        _remove_waiter(future, waiter)
    done.update(waiter.finished)
    return DoneAndNotDoneFutures(done, futures - done)


# --- a future ------------------------------------------------------------------------------------

class Future:
    """The result of a call that somebody else makes."""

    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            text = '<%s at %#x state=%s' % (self.__class__.__name__, id(self),
                                            _SHOWN[self._state])
            if self._state == FINISHED:
                if self._exception is not None:
                    text += ' raised ' + self._exception.__class__.__name__
                else:
                    text += ' returned ' + self._result.__class__.__name__
            return text + '>'

    def cancel(self):
        """True if the call will not be made."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

    def add_done_callback(self, fn):
        """Calls fn(self) when it is over, by whichever thread ends it; at once if it is."""
        with self._condition:
            if self._state not in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                self._done_callbacks.append(fn)
                return
        self._call_back(fn)

    def _call_back(self, fn):
        try:
            fn(self)
        except Exception:
            log_exception('exception calling callback for %r', self)

    def _invoke_callbacks(self):
        for fn in self._done_callbacks:
            self._call_back(fn)

    def _wait_until_over(self, timeout):
        """The caller holds the condition. True if it ended, CancelledError if it was cancelled."""
        for attempt in range(2):
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                raise CancelledError()
            if self._state == FINISHED:
                return
            if attempt == 0:
                self._condition.wait(timeout)
        raise TimeoutError()

    def result(self, timeout=None):
        """What the call returned, or raises what it raised."""
        try:
            with self._condition:
                self._wait_until_over(timeout)
                if self._exception is None:
                    return self._result
                raise self._exception
        finally:
            # The traceback of what was raised must not keep the future alive.
            self = None

    def exception(self, timeout=None):
        """What the call raised, or None."""
        with self._condition:
            self._wait_until_over(timeout)
            return self._exception

    # --- for executors ---

    def set_running_or_notify_cancel(self):
        """False: it was cancelled, and the call must not be made."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            log_exception('Future %s in unexpected state: %s', id(self), self._state,
                          level='critical')
            raise RuntimeError('Future in unexpected state')

    def set_result(self, result):
        with self._condition:
            self._check_not_over()
            self._result = result
            self._finish()
        self._invoke_callbacks()

    def set_exception(self, exception):
        with self._condition:
            self._check_not_over()
            self._exception = exception
            self._finish()
        self._invoke_callbacks()

    def _check_not_over(self):
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
            raise InvalidStateError('{}: {!r}'.format(self._state, self))

    def _finish(self):
        self._state = FINISHED
        for waiter in self._waiters:
            waiter.add(self)
        self._condition.notify_all()


# --- an executor ---------------------------------------------------------------------------------

def results_in_order(futures, timeout):
    """Yields the futures' results in their order; those not asked for any more are cancelled."""
    if timeout is not None:
        end_time = timeout + time.monotonic()

    def result_iterator():
        futures.reverse()
        try:
            while futures:
                remaining = None if timeout is None else end_time - time.monotonic()
                future = futures.pop()
                try:
                    result = future.result(remaining)
                finally:
                    future.cancel()
                    del future
                yield result
        finally:
            for future in futures:
                future.cancel()

    return result_iterator()


class Executor:
    """What all executors can do."""

    def submit(self, fn, /, *args, **kwargs):
        """Has fn(*args, **kwargs) called and returns a future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Like map(), but all calls are submitted at once."""
        return results_in_order([self.submit(fn, *args) for args in zip(*iterables)], timeout)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """No more calls from now on."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
