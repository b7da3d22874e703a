# SPDX-License-Identifier: MIT
"""ProcessPoolExecutor: worker processes, and a thread that stands between them and the futures.

submit() files the call under a number and wakes the manager thread. That thread moves calls into
the call queue (little more than one for each worker, so that the others can still be cancelled),
waits for results, for wake-ups and for the end of workers, and ends the futures. A worker that
ends in any other way than being told to breaks the pool.
"""

import queue
import threading
import multiprocessing as mp
import multiprocessing.connection
from concurrent.futures import _base
from multiprocessing.queues import Queue
from _multiprocessing import cpu_count, getpid
from sys import _format_exception

EXTRA_QUEUED_CALLS = 1

_managers = {}  # manager thread -> what wakes it
_global_shutdown = False


def _python_exit():
    global _global_shutdown
    _global_shutdown = True
    managers = list(_managers.items())
    for _, wakeup in managers:
        wakeup.wakeup()
    for manager, _ in managers:
        manager.join()


threading._register_atexit(_python_exit)
threading._register_after_fork(_managers.clear)


class _ThreadWakeup:
    """A pipe whose only use is that something can be read from it."""

    def __init__(self):
        self._closed = False
        self._reader, self._writer = mp.Pipe(duplex=False)

    def close(self):
        if not self._closed:
            self._closed = True
            self._writer.close()
            self._reader.close()

    def wakeup(self):
        if not self._closed:
            self._writer.send_bytes(b"")

    def clear(self):
        if not self._closed:
            while self._reader.poll():
                self._reader.recv_bytes()


# --- what crosses between processes --------------------------------------------------------------

class _RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    """Pickles as the exception, with the text of its traceback as its cause."""

    def __init__(self, exc):
        self.exc = exc
        self.tb = '\n"""\n%s"""' % _format_exception(exc)
        self.exc.__traceback__ = None

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _ResultItem:
    def __init__(self, work_id, exception=None, result=None, exit_pid=None):
        self.work_id = work_id
        self.exception = exception
        self.result = result
        self.exit_pid = exit_pid


class _CallItem:
    def __init__(self, work_id, fn, args, kwargs):
        self.work_id = work_id
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _CallQueue(Queue):
    """A queue that ends the future of a call that cannot be pickled."""

    def __init__(self, max_size=0, *, ctx, pending_work_items, shutdown_lock, thread_wakeup):
        self.pending_work_items = pending_work_items
        self.shutdown_lock = shutdown_lock
        self.thread_wakeup = thread_wakeup
        super().__init__(max_size, ctx=ctx)
        self._ignore_epipe = True

    def _on_queue_feeder_error(self, e, obj):
        if not isinstance(obj, _CallItem):
            super()._on_queue_feeder_error(e, obj)
            return
        e.__cause__ = _RemoteTraceback('\n"""\n{}"""'.format(_format_exception(e)))
        item = self.pending_work_items.pop(obj.work_id, None)
        with self.shutdown_lock:
            self.thread_wakeup.wakeup()
        if item is not None:
            item.future.set_exception(e)


# --- in the worker -------------------------------------------------------------------------------

def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _send_back(result_queue, work_id, result=None, exception=None, exit_pid=None):
    try:
        result_queue.put(_ResultItem(work_id, exception, result, exit_pid))
    except BaseException as exc:
        result_queue.put(_ResultItem(work_id, _ExceptionWithTraceback(exc), None, exit_pid))


def _process_worker(call_queue, result_queue, initializer, initargs, max_tasks=None):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.log_exception('Exception in initializer:', level='critical')
            return
    num_tasks = 0
    exit_pid = None
    while True:
        call_item = call_queue.get(block=True)
        if call_item is None:
            result_queue.put(getpid())
            return
        num_tasks += 1
        if max_tasks is not None and num_tasks >= max_tasks:
            exit_pid = getpid()
        try:
            result = call_item.fn(*call_item.args, **call_item.kwargs)
        except BaseException as exc:
            _send_back(result_queue, call_item.work_id, exception=_ExceptionWithTraceback(exc),
                       exit_pid=exit_pid)
        else:
            _send_back(result_queue, call_item.work_id, result=result, exit_pid=exit_pid)
            del result
        del call_item
        if exit_pid is not None:
            return


# --- the manager thread --------------------------------------------------------------------------

class _ExecutorManagerThread(threading.Thread):
    def __init__(self, executor):
        self.executor = executor
        self.thread_wakeup = executor._executor_manager_thread_wakeup
        self.shutdown_lock = executor._shutdown_lock
        self.processes = executor._processes
        self.call_queue = executor._call_queue
        self.result_queue = executor._result_queue
        self.work_ids_queue = executor._work_ids
        self.max_tasks_per_child = executor._max_tasks_per_child
        self.pending_work_items = executor._pending_work_items
        super().__init__()

    def run(self):
        while True:
            self.fill_call_queue()
            result_item, is_broken, cause = self.wait_for_something()
            if is_broken:
                self.give_up(cause)
                return
            if result_item is not None:
                self.take_result(result_item)
            if self.is_shutting_down():
                self.cancel_what_was_asked()
                if not self.pending_work_items:
                    self.end_workers()
                    return

    def fill_call_queue(self):
        while not self.call_queue.full():
            try:
                work_id = self.work_ids_queue.get(block=False)
            except queue.Empty:
                return
            item = self.pending_work_items[work_id]
            if item.future.set_running_or_notify_cancel():
                self.call_queue.put(_CallItem(work_id, item.fn, item.args, item.kwargs))
            else:
                del self.pending_work_items[work_id]

    def wait_for_something(self):
        """(a result or None, whether a worker was lost, the text of a result's own failure)"""
        results = self.result_queue._reader
        wakeups = self.thread_wakeup._reader
        sentinels = [process.sentinel for process in list(self.processes.values())]
        ready = mp.connection.wait([results, wakeups, *sentinels])
        result_item = cause = None
        is_broken = True
        if results in ready:
            try:
                result_item = results.recv()
                is_broken = False
            except BaseException as exc:
                cause = _format_exception(exc)
        elif wakeups in ready:
            is_broken = False
        with self.shutdown_lock:
            self.thread_wakeup.clear()
        return result_item, is_broken, cause

    def take_result(self, result_item):
        if isinstance(result_item, int):
            # A worker that was told to end has ended.
            process = self.processes.pop(result_item)
            process.join()
            return
        item = self.pending_work_items.pop(result_item.work_id, None)
        if item is not None:
            if result_item.exception is not None:
                item.future.set_exception(result_item.exception)
            else:
                item.future.set_result(result_item.result)
        if result_item.exit_pid is not None:
            self.processes.pop(result_item.exit_pid).join()
            if not self.is_shutting_down():
                self.executor._spawn_process()
        else:
            self.executor._idle_worker_semaphore.release()

    def is_shutting_down(self):
        return _global_shutdown or self.executor._shutdown_thread

    def cancel_what_was_asked(self):
        self.executor._shutdown_thread = True
        if not self.executor._cancel_pending_futures:
            return
        for work_id, item in list(self.pending_work_items.items()):
            if item.future.cancel():
                del self.pending_work_items[work_id]
        while True:
            try:
                self.work_ids_queue.get_nowait()
            except queue.Empty:
                break
        self.executor._cancel_pending_futures = False

    def give_up(self, cause):
        self.executor._broken = ('A child process terminated abruptly, the process pool is not '
                                 'usable anymore')
        self.executor._shutdown_thread = True
        broken = BrokenProcessPool("A process in the process pool was terminated abruptly while "
                                   "the future was running or pending.")
        if cause is not None:
            broken.__cause__ = _RemoteTraceback(f"\n'''\n{cause}'''")
        for item in self.pending_work_items.values():
            item.future.set_exception(broken)
        self.pending_work_items.clear()
        for process in self.processes.values():
            process.terminate()
        self.call_queue._reader.close()
        self.end_workers()

    def end_workers(self):
        to_stop = self.count_alive()
        told = 0
        while told < to_stop and self.count_alive() > 0:
            for _ in range(to_stop - told):
                try:
                    self.call_queue.put_nowait(None)
                    told += 1
                except queue.Full:
                    break
        self.call_queue.close()
        self.call_queue.join_thread()
        with self.shutdown_lock:
            self.thread_wakeup.close()
        for process in self.processes.values():
            process.join()

    def count_alive(self):
        return sum(process.is_alive() for process in self.processes.values())


# --- the executor --------------------------------------------------------------------------------

class BrokenProcessPool(_base.BrokenExecutor):
    """A worker process ended abruptly."""


def _one_by_one(chunks):
    for chunk in chunks:
        chunk.reverse()
        while chunk:
            yield chunk.pop()


def _get_chunks(*iterables, chunksize):
    chunk = []
    for args in zip(*iterables):
        chunk.append(args)
        if len(chunk) == chunksize:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


class ProcessPoolExecutor(_base.Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *,
                 max_tasks_per_child=None):
        if max_workers is None:
            max_workers = cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if mp_context is None:
            mp_context = mp.get_context(None if max_tasks_per_child is None else "spawn")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        is_fork = mp_context.get_start_method(allow_none=False) == "fork"
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if is_fork:
                raise ValueError("max_tasks_per_child is incompatible with"
                                 " the 'fork' multiprocessing start method;"
                                 " supply a different mp_context.")
        self._max_workers = max_workers
        self._mp_context = mp_context
        # A fork after the manager thread has started could copy a lock that it holds.
        self._safe_to_dynamically_spawn_children = not is_fork
        self._initializer = initializer
        self._initargs = initargs
        self._max_tasks_per_child = max_tasks_per_child
        self._executor_manager_thread = None
        self._processes = {}
        self._shutdown_thread = False
        self._shutdown_lock = threading.Lock()
        self._idle_worker_semaphore = threading.Semaphore(0)
        self._broken = False
        self._queue_count = 0
        self._pending_work_items = {}
        self._cancel_pending_futures = False
        self._executor_manager_thread_wakeup = _ThreadWakeup()
        self._call_queue = _CallQueue(max_workers + EXTRA_QUEUED_CALLS, ctx=mp_context,
                                      pending_work_items=self._pending_work_items,
                                      shutdown_lock=self._shutdown_lock,
                                      thread_wakeup=self._executor_manager_thread_wakeup)
        self._result_queue = mp_context.SimpleQueue()
        self._work_ids = queue.Queue()

    def _start_executor_manager_thread(self):
        if self._executor_manager_thread is not None:
            return
        if not self._safe_to_dynamically_spawn_children:
            for _ in range(len(self._processes), self._max_workers):
                self._spawn_process()
        self._executor_manager_thread = _ExecutorManagerThread(self)
        self._executor_manager_thread.start()
        _managers[self._executor_manager_thread] = self._executor_manager_thread_wakeup

    def _adjust_process_count(self):
        if self._idle_worker_semaphore.acquire(blocking=False):
            return
        if len(self._processes) < self._max_workers:
            self._spawn_process()

    def _spawn_process(self):
        process = self._mp_context.Process(
            target=_process_worker,
            args=(self._call_queue, self._result_queue, self._initializer, self._initargs,
                  self._max_tasks_per_child))
        process.start()
        self._processes[process.pid] = process

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _global_shutdown:
                raise RuntimeError('cannot schedule new futures after '
                                   'interpreter shutdown')
            future = _base.Future()
            self._pending_work_items[self._queue_count] = _WorkItem(future, fn, args, kwargs)
            self._work_ids.put(self._queue_count)
            self._queue_count += 1
            self._executor_manager_thread_wakeup.wakeup()
            if self._safe_to_dynamically_spawn_children:
                self._adjust_process_count()
            self._start_executor_manager_thread()
            return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        futures = [self.submit(_process_chunk, fn, chunk)
                   for chunk in _get_chunks(*iterables, chunksize=chunksize)]
        return _one_by_one(_base.results_in_order(futures, timeout))

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._cancel_pending_futures = cancel_futures
            self._shutdown_thread = True
            if self._executor_manager_thread_wakeup is not None:
                self._executor_manager_thread_wakeup.wakeup()
        if self._executor_manager_thread is not None and wait:
            self._executor_manager_thread.join()
        self._executor_manager_thread = None
        self._call_queue = None
        if self._result_queue is not None and wait:
            self._result_queue.close()
        self._result_queue = None
        self._processes = None
        self._executor_manager_thread_wakeup = None
