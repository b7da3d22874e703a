# SPDX-License-Identifier: MIT
"""ThreadPoolExecutor: a queue of calls and threads that take from it.

Workers know the pool's state but not the executor, so that an executor that nobody refers to any
more goes, and its workers with it. None in the queue wakes a worker to look whether it must end.
"""

import queue
import threading
from concurrent.futures import _base
from _multiprocessing import cpu_count

_pools = {}  # worker -> its pool's state
_shutdown = False
# Guards _shutdown, and everything that starts workers.
_global_shutdown_lock = threading.Lock()


def _python_exit():
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    workers = list(_pools.items())
    for _, pool in workers:
        pool.work_queue.put(None)
    for worker, _ in workers:
        worker.join()


threading._register_atexit(_python_exit)


def _after_fork():
    """Nobody in the child holds the lock, and the workers are the parent's."""
    _global_shutdown_lock._at_fork_reinit()
    _pools.clear()


threading._register_after_fork(_after_fork)


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as exc:
            self.future.set_exception(exc)
            # The exception's traceback refers to this frame, which refers to the future.
            self = None
        else:
            self.future.set_result(result)


class _Pool:
    """What the executor and its workers share."""

    def __init__(self, broken_error):
        self.broken_error = broken_error
        self.work_queue = queue.SimpleQueue()
        self.idle = threading.Semaphore(0)
        self.lock = threading.Lock()
        self.broken = False
        self.is_shut_down = False

    def initializer_failed(self):
        with self.lock:
            self.broken = ('A thread initializer failed, the thread pool '
                           'is not usable anymore')
            for item in self.drain():
                item.future.set_exception(self.broken_error(self.broken))

    def drain(self):
        while True:
            try:
                item = self.work_queue.get_nowait()
            except queue.Empty:
                return
            if item is not None:
                yield item


def _worker(pool, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.log_exception('Exception in initializer:', level='critical')
            pool.initializer_failed()
            return
    try:
        while True:
            item = pool.work_queue.get(block=True)
            if item is not None:
                item.run()
                del item  # it must not live until the next one comes
                pool.idle.release()
            elif _shutdown or pool.is_shut_down:
                pool.is_shut_down = True
                pool.work_queue.put(None)  # for the next worker
                return
    except BaseException:
        _base.log_exception('Exception in worker', level='critical')


class BrokenThreadPool(_base.BrokenExecutor):
    """A worker's initializer failed."""


class ThreadPoolExecutor(_base.Executor):
    BROKEN = BrokenThreadPool
    _counter = 0

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is None:
            # Threads that wait for input or output need no core.
            max_workers = min(32, cpu_count() + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._pool = _Pool(self.BROKEN)
        self._work_queue = self._pool.work_queue
        self._threads = set()
        if not thread_name_prefix:
            thread_name_prefix = "ThreadPoolExecutor-%d" % ThreadPoolExecutor._counter
            ThreadPoolExecutor._counter += 1
        self._thread_name_prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs

    @property
    def _shutdown(self):
        return self._pool.is_shut_down

    def submit(self, fn, /, *args, **kwargs):
        pool = self._pool
        with pool.lock, _global_shutdown_lock:
            if pool.broken:
                raise pool.broken_error(pool.broken)
            if pool.is_shut_down:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _shutdown:
                raise RuntimeError('cannot schedule new futures after '
                                   'interpreter shutdown')
            future = _base.Future()
            pool.work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._pool.idle.acquire(timeout=0):
            return  # an idle worker will take it
        count = len(self._threads)
        if count < self._max_workers:
            worker = threading.Thread(name='%s_%d' % (self._thread_name_prefix, count),
                                      target=_worker,
                                      args=(self._pool, self._initializer, self._initargs))
            worker.start()
            self._threads.add(worker)
            _pools[worker] = self._pool

    def shutdown(self, wait=True, *, cancel_futures=False):
        pool = self._pool
        with pool.lock:
            pool.is_shut_down = True
            if cancel_futures:
                for item in pool.drain():
                    item.future.cancel()
            pool.work_queue.put(None)
        if wait:
            for worker in self._threads:
                worker.join()

    def __del__(self):
        pool = getattr(self, '_pool', None)
        if pool is not None:
            pool.is_shut_down = True
            pool.work_queue.put(None)
