# SPDX-License-Identifier: MIT
"""Queues between processes: a pipe, its locks, and a feeder thread behind put().

put() only appends to a buffer; the feeder pickles and writes. So a process that has put more than
the pipe holds cannot end before somebody reads: its end waits for the feeder.
"""

import pickle
import sys
import threading
from collections import deque
from multiprocessing import connection, context, util
from queue import Empty, Full
from time import monotonic
from sys import _format_exception

_LARGEST = 2147483647
_END = object()


class Queue:
    """First in, first out, for any number of processes on both sides."""

    def __init__(self, maxsize=0, *, ctx):
        if maxsize <= 0:
            maxsize = _LARGEST
        self._maxsize = maxsize
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._read_lock = ctx.Lock()
        self._write_lock = ctx.Lock()
        self._slots = ctx.BoundedSemaphore(maxsize)
        self._ignore_epipe = False
        self._reset()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._read_lock,
                self._write_lock, self._slots)

    def __setstate__(self, state):
        (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._read_lock,
         self._write_lock, self._slots) = state
        self._reset()

    def _reset(self):
        """What belongs to one process: the buffer and the feeder."""
        self._generation = util.generation
        self._buffer = deque()
        self._not_empty = threading.Condition(threading.Lock())
        self._thread = None
        self._tell_feeder = None
        self._join_feeder = None
        self._closed = False
        self._join_cancelled = False

    def _check_open(self):
        if self._generation != util.generation:
            self._reset()
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")

    def put(self, obj, block=True, timeout=None):
        self._check_open()
        if not self._slots.acquire(block, timeout):
            raise Full
        with self._not_empty:
            self._hand_to_feeder(obj)

    def _hand_to_feeder(self, obj):
        if self._thread is None:
            self._start_thread()
        self._buffer.append(obj)
        self._not_empty.notify()

    def get(self, block=True, timeout=None):
        self._check_open()
        if block and timeout is None:
            with self._read_lock:
                data = self._reader.recv_bytes()
            self._slots.release()
        else:
            deadline = monotonic() + timeout if block else None
            if not self._read_lock.acquire(block, timeout):
                raise Empty
            try:
                if block:
                    if not self._reader.poll(deadline - monotonic()):
                        raise Empty
                elif not self._reader.poll():
                    raise Empty
                data = self._reader.recv_bytes()
                self._slots.release()
            finally:
                self._read_lock.release()
        return pickle.loads(data)

    def qsize(self):
        return self._maxsize - self._slots.get_value()

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._slots.get_value() == 0

    def put_nowait(self, obj):
        return self.put(obj, False)

    def get_nowait(self):
        return self.get(False)

    def close(self):
        self._closed = True
        if self._tell_feeder is not None:
            self._tell_feeder()

    def join_thread(self):
        assert self._closed, f"Queue {self!r} not closed"
        if self._join_feeder is not None:
            self._join_feeder()

    def cancel_join_thread(self):
        self._join_cancelled = True
        if self._join_feeder is not None:
            self._join_feeder.cancel()

    # --- the feeder ---

    def _start_thread(self):
        self._buffer.clear()
        self._thread = threading.Thread(target=self._feed, name='QueueFeederThread', daemon=True)
        self._thread.start()
        # At the end of the process the feeder is told to finish, and then waited for: what was
        # put must reach the pipe.
        if not self._join_cancelled:
            self._join_feeder = util.Finalize(self._thread, self._thread.join, exitpriority=-5)
        self._tell_feeder = util.Finalize(self, self._put_end, exitpriority=10)

    def _put_end(self):
        with self._not_empty:
            self._buffer.append(_END)
            self._not_empty.notify()

    def _feed(self):
        while True:
            with self._not_empty:
                if not self._buffer:
                    self._not_empty.wait()
            while self._buffer:
                obj = self._buffer.popleft()
                if obj is _END:
                    self._reader.close()
                    self._writer.close()
                    return
                try:
                    data = pickle.dumps(obj)
                    with self._write_lock:
                        self._writer.send_bytes(data)
                except Exception as exc:
                    if self._ignore_epipe and isinstance(exc, BrokenPipeError):
                        return
                    if util.is_exiting():
                        return
                    self._slots.release()
                    self._on_queue_feeder_error(exc, obj)

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        print(_format_exception(e), end='', file=sys.stderr)


class JoinableQueue(Queue):
    """A queue whose users say when an item is done."""

    def __init__(self, maxsize=0, *, ctx):
        super().__init__(maxsize, ctx=ctx)
        self._unfinished_tasks = ctx.Semaphore(0)
        self._cond = ctx.Condition()

    def __getstate__(self):
        return super().__getstate__() + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        super().__setstate__(state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        self._check_open()
        if not self._slots.acquire(block, timeout):
            raise Full
        with self._not_empty, self._cond:
            self._unfinished_tasks.release()
            self._hand_to_feeder(obj)

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError('task_done() called too many times')
            if self._unfinished_tasks.get_value() == 0:
                self._cond.notify_all()

    def join(self):
        with self._cond:
            if self._unfinished_tasks.get_value() != 0:
                self._cond.wait()


class SimpleQueue:
    """A pipe with a lock at each end; put() writes by itself."""

    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._read_lock = ctx.Lock()
        self._write_lock = ctx.Lock()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._reader, self._writer, self._read_lock, self._write_lock

    def __setstate__(self, state):
        self._reader, self._writer, self._read_lock, self._write_lock = state

    def close(self):
        self._reader.close()
        self._writer.close()

    def empty(self):
        return not self._reader.poll()

    def get(self):
        with self._read_lock:
            data = self._reader.recv_bytes()
        return pickle.loads(data)

    def put(self, obj):
        data = pickle.dumps(obj)
        with self._write_lock:
            self._writer.send_bytes(data)
