# SPDX-License-Identifier: MIT
"""InterpreterPoolExecutor: worker threads, each of which has an interpreter of its own.

A worker only waits while its interpreter computes, under a GIL of its own: the calls run on as many
cores as there are workers.
"""

import pickle
import threading
from concurrent import interpreters
from concurrent.futures import _base, thread


class BrokenInterpreterPool(thread.BrokenThreadPool):
    """A worker's interpreter could not be prepared."""


_worker = threading.local()


def _make_interpreter(made, initializer, initargs):
    """The initializer of a worker thread."""
    _worker.interpreter = interpreters.create()
    made.append(_worker.interpreter)
    if initializer is not None:
        _worker.interpreter.call(initializer, *initargs)


def _call(fn, args, kwargs):
    try:
        return _worker.interpreter.call(fn, *args, **kwargs)
    except interpreters.ExecutionFailed as failure:
        # As it was raised, with what tells where as its cause.
        if failure._pickled is None:
            raise
        raise pickle.loads(failure._pickled) from failure


class InterpreterPoolExecutor(thread.ThreadPoolExecutor):
    BROKEN = BrokenInterpreterPool
    _pools_made = 0

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            number = InterpreterPoolExecutor._pools_made
            thread_name_prefix = f'InterpreterPoolExecutor-{number}'
            InterpreterPoolExecutor._pools_made += 1
        self._interpreters = []
        super().__init__(max_workers, thread_name_prefix, _make_interpreter,
                         (self._interpreters, initializer, initargs))

    def submit(self, fn, /, *args, **kwargs):
        return super().submit(_call, fn, args, kwargs)

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        return _base.Executor.map(self, fn, *iterables, timeout=timeout)

    def shutdown(self, wait=True, *, cancel_futures=False):
        super().shutdown(wait, cancel_futures=cancel_futures)
        while wait and self._interpreters:
            self._interpreters.pop().close()
