# SPDX-License-Identifier: MIT
"""Pool: worker processes that take calls from one queue and put results into another.

Three threads of the parent serve it: one replaces workers that have ended, one feeds the calls
(so iterables are consumed as the queue takes them), one hands results to whoever waits for them.
Nobody notices when a worker dies in the middle of a call: its result never comes, here as there.
"""

import itertools
import queue
import threading
import time
from multiprocessing import TimeoutError, get_context, util
from multiprocessing.connection import wait
from _multiprocessing import cpu_count
from sys import _format_exception

__all__ = ['Pool', 'ThreadPool']

INIT = "INIT"
RUN = "RUN"
CLOSE = "CLOSE"
TERMINATE = "TERMINATE"

_job_count = 0


def _next_job():
    global _job_count
    _job_count += 1
    return _job_count - 1


def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return list(itertools.starmap(args[0], args[1]))


# --- in the worker -------------------------------------------------------------------------------

class RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """Pickles as the exception, with the text of its traceback as its cause."""

    def __init__(self, exc):
        self.exc = exc
        self.tb = '\n"""\n%s"""' % _format_exception(exc)

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """A result could not be pickled."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)

    def __repr__(self):
        return "<%s: %s>" % (self.__class__.__name__, self)


def _raise(exc):
    """The call that stands for an item that its iterable failed to give."""
    raise exc


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    if hasattr(inqueue, '_writer'):
        inqueue._writer.close()
        outqueue._reader.close()
    if initializer is not None:
        initializer(*initargs)
    completed = 0
    while maxtasks is None or completed < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, OSError):
            break
        if task is None:
            break
        job, index, func, args, kwds = task
        try:
            result = (True, func(*args, **kwds))
        except Exception as exc:
            if wrap_exception and func is not _raise:
                exc = ExceptionWithTraceback(exc)
            result = (False, exc)
        try:
            outqueue.put((job, index, result))
        except Exception as exc:
            outqueue.put((job, index, (False, MaybeEncodingError(exc, result[1]))))
        task = job = result = func = args = kwds = None
        completed += 1


# --- results -------------------------------------------------------------------------------------

class ApplyResult:
    """The result of one call."""

    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = _next_job()
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError("{0!r} not ready".format(self))
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, index, outcome):
        self._success, self._value = outcome
        self._finish()

    def _finish(self):
        if self._success and self._callback:
            self._callback(self._value)
        if not self._success and self._error_callback:
            self._error_callback(self._value)
        self._event.set()
        self._forget()

    def _forget(self):
        self._cache.pop(self._job, None)
        self._pool._wake_if_done()
        self._pool = None


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of a map, chunk by chunk."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._chunks_left = 0
            self._event.set()
            self._forget()
        else:
            self._chunks_left = length // chunksize + bool(length % chunksize)

    def _set(self, index, outcome):
        self._chunks_left -= 1
        success, result = outcome
        if success and self._success:
            start = index * self._chunksize
            self._value[start:start + self._chunksize] = result
        elif not success and self._success:
            # The first failure is the map's; it is told when the last chunk has come.
            self._success = False
            self._value = result
        if self._chunks_left == 0:
            self._finish()


class IMapIterator:
    """The results in the order of the calls, as they come."""

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = _next_job()
        self._cache = pool._cache
        self._items = []
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._items:
                if self._index == self._length:
                    self._pool = None
                    raise StopIteration from None
                self._cond.wait(timeout)
                if not self._items:
                    if self._index == self._length:
                        self._pool = None
                        raise StopIteration from None
                    raise TimeoutError from None
            success, value = self._items.pop(0)
        if success:
            return value
        raise value

    __next__ = next

    def _add(self, outcome):
        self._items.append(outcome)
        self._index += 1
        self._cond.notify()

    def _set(self, index, outcome):
        with self._cond:
            if index == self._index:
                self._add(outcome)
                while self._index in self._unsorted:
                    self._add(self._unsorted.pop(self._index))
            else:
                self._unsorted[index] = outcome
            if self._index == self._length:
                self._forget()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == length:
                self._cond.notify()
                self._forget()

    def _forget(self):
        self._cache.pop(self._job, None)
        self._pool._wake_if_done()


class IMapUnorderedIterator(IMapIterator):
    """The results in the order in which they come."""

    def _set(self, index, outcome):
        with self._cond:
            self._add(outcome)
            if self._index == self._length:
                self._forget()


# --- the pool ------------------------------------------------------------------------------------

class Pool:
    """A number of worker processes and the calls they make."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None,
                 context=None):
        self._pool = []
        self._state = INIT
        self._ctx = context or get_context()
        self._setup_queues()
        self._taskqueue = queue.SimpleQueue()
        self._change_notifier = self._ctx.SimpleQueue()
        self._cache = {}
        self._maxtasksperchild = maxtasksperchild
        self._initializer = initializer
        self._initargs = initargs
        if processes is None:
            processes = cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None and not (isinstance(maxtasksperchild, int)
                                                 and maxtasksperchild > 0):
            raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes = processes
        try:
            self._repopulate()
        except Exception:
            for process in self._pool:
                if process.exitcode is None:
                    process.terminate()
            for process in self._pool:
                process.join()
            raise
        # What each handler thread is to do next: RUN, CLOSE or TERMINATE.
        self._worker_state = self._task_state = self._result_state = RUN
        self._worker_handler = self._start_handler(self._handle_workers)
        self._task_handler = self._start_handler(self._handle_tasks)
        self._result_handler = self._start_handler(self._handle_results)
        self._terminate = util.Finalize(self, self._terminate_pool, exitpriority=15)
        self._state = RUN

    def _start_handler(self, function):
        handler = threading.Thread(target=function)
        handler.daemon = True
        handler.start()
        return handler

    def _setup_queues(self):
        self._inqueue = self._ctx.SimpleQueue()
        self._outqueue = self._ctx.SimpleQueue()

    def __repr__(self):
        cls = self.__class__
        return (f'<{cls.__module__}.{cls.__qualname__} state={self._state} '
                f'pool_size={len(self._pool)}>')

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    # --- workers ---

    def _repopulate(self):
        for _ in range(self._processes - len(self._pool)):
            process = self.Process(self._ctx, target=worker,
                                   args=(self._inqueue, self._outqueue, self._initializer,
                                         self._initargs, self._maxtasksperchild,
                                         self._wrap_exception))
            process.name = process.name.replace('Process', 'PoolWorker')
            process.daemon = True
            process.start()
            self._pool.append(process)

    def _replace_ended_workers(self):
        ended = [process for process in self._pool if process.exitcode is not None]
        for process in reversed(ended):
            process.join()
            self._pool.remove(process)
        if ended:
            self._repopulate()

    def _handle_workers(self):
        while self._worker_state == RUN or (self._cache and self._worker_state != TERMINATE):
            self._replace_ended_workers()
            wait([*self._worker_sentinels(), self._change_notifier._reader])
            while not self._change_notifier.empty():
                self._change_notifier.get()
        self._taskqueue.put(None)

    def _worker_sentinels(self):
        return [process.sentinel for process in self._pool]

    def _wake_if_done(self):
        """The worker handler waits for the last result before it ends."""
        if not self._cache:
            self._change_notifier.put(None)

    # --- calls ---

    def _handle_tasks(self):
        for taskseq, set_length in iter(self._taskqueue.get, None):
            task = None
            try:
                for task in taskseq:
                    if self._task_state != RUN:
                        break
                    self._put_task(task)
                else:
                    if set_length:
                        set_length(task[1] + 1 if task else 0)
                    continue
                break
            finally:
                task = taskseq = None
        # Nothing more will come: first the results' end, then the workers'.
        try:
            self._outqueue.put(None)
            for _ in self._pool:
                self._inqueue.put(None)
        except OSError:
            pass

    def _put_task(self, task):
        try:
            self._inqueue.put(task)
        except Exception as exc:
            job, index = task[:2]
            if job in self._cache:
                self._cache[job]._set(index, (False, exc))

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def map(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None,
                   error_callback=None):
        self._check_running()
        if not hasattr(iterable, '__len__'):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        chunks = Pool._get_tasks(func, iterable, chunksize)
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        self._taskqueue.put((self._guarded(result._job, mapper, chunks), None))
        return result

    @staticmethod
    def _get_tasks(func, iterable, size):
        iterator = iter(iterable)
        while True:
            chunk = []
            for item in iterator:
                chunk.append(item)
                if len(chunk) == size:
                    break
            if not chunk:
                return
            yield func, tuple(chunk)

    def _guarded(self, job, func, iterable):
        """Tasks for all items; if the iterable fails, a last one that raises what it raised."""
        index = -1
        try:
            for index, item in enumerate(iterable):
                yield job, index, func, (item,), {}
        except Exception as exc:
            yield job, index + 1, _raise, (exc,), {}

    def imap(self, func, iterable, chunksize=1):
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize == 1:
            result = kind(self)
            self._taskqueue.put((self._guarded(result._job, func, iterable), result._set_length))
            return result
        if chunksize < 1:
            raise ValueError("Chunksize must be 1+, not {0:n}".format(chunksize))
        chunks = Pool._get_tasks(func, iterable, chunksize)
        result = kind(self)
        self._taskqueue.put((self._guarded(result._job, mapstar, chunks), result._set_length))
        return (item for chunk in result for item in chunk)

    # --- results ---

    def _handle_results(self):
        while True:
            try:
                task = self._outqueue.get()
            except (OSError, EOFError):
                return
            if self._result_state != RUN or task is None:
                break
            self._take_result(task)
        while self._cache and self._result_state != TERMINATE:
            try:
                task = self._outqueue.get()
            except (OSError, EOFError):
                return
            if task is not None:
                self._take_result(task)

    def _take_result(self, task):
        job, index, outcome = task
        waiting = self._cache.get(job)
        if waiting is not None:
            waiting._set(index, outcome)

    # --- the end ---

    def close(self):
        if self._state == RUN:
            self._state = CLOSE
            self._worker_state = CLOSE
            self._change_notifier.put(None)

    def terminate(self):
        self._state = TERMINATE
        self._terminate()

    def join(self):
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        self._worker_handler.join()
        self._task_handler.join()
        self._result_handler.join()
        for process in self._pool:
            process.join()

    def _help_task_handler_to_end(self):
        """It may wait for room in a pipe that no worker reads any more: the pool reads."""
        self._inqueue._read_lock.acquire()
        while self._task_handler.is_alive() and self._inqueue._reader.poll():
            self._inqueue._reader.recv()
            time.sleep(0)

    def _terminate_pool(self):
        self._worker_state = TERMINATE
        self._change_notifier.put(None)
        self._task_state = TERMINATE
        self._help_task_handler_to_end()
        self._result_state = TERMINATE
        self._outqueue.put(None)
        if threading.current_thread() is not self._worker_handler:
            self._worker_handler.join()
        has_processes = bool(self._pool) and hasattr(self._pool[0], 'terminate')
        if has_processes:
            for process in self._pool:
                if process.exitcode is None:
                    process.terminate()
        if threading.current_thread() is not self._task_handler:
            self._task_handler.join()
        if threading.current_thread() is not self._result_handler:
            self._result_handler.join()
        if has_processes:
            for process in self._pool:
                if process.is_alive():
                    process.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class ThreadPool(Pool):
    """The same with threads for workers: nothing is pickled, and they share one GIL."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from multiprocessing.dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()

    def _worker_sentinels(self):
        return []

    def _help_task_handler_to_end(self):
        # Workers that have nothing to do end; the rest of the calls are dropped.
        try:
            while True:
                self._inqueue.get(block=False)
        except queue.Empty:
            pass
        for _ in self._pool:
            self._inqueue.put(None)
