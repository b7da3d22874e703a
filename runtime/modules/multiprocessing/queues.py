# SPDX-License-Identifier: MIT
"""Queues between processes: a pipe, its locks, and a feeder thread behind put().

put() only appends to a buffer; the feeder pickles and writes. So a process that has put more than
the pipe holds cannot end before somebody reads: its end waits for the feeder.
"""

import pickle
import sys
import threading
from collections import deque
from multiprocessing import util
from multiprocessing.connection import Pipe
from multiprocessing.synchronize import BoundedSemaphore, Lock, Semaphore
from queue import Empty, Full
from time import monotonic

_LARGEST = 2147483647
_END = object()


class Queue:
    """First in, first out, for any number of processes on both sides."""

    def __init__(self, maxsize=0):
        if maxsize <= 0:
            maxsize = _LARGEST
        self._maxsize = maxsize
        self._reader, self._writer = Pipe(duplex=False)
        self._read_lock = Lock()
        self._write_lock = Lock()
        self._slots = BoundedSemaphore(maxsize)
        self._reset()

    def __getstate__(self):
        return {'_maxsize': self._maxsize, '_reader': self._reader, '_writer': self._writer,
                '_read_lock': self._read_lock, '_write_lock': self._write_lock,
                '_slots': self._slots}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._reset()

    def _reset(self):
        """What belongs to one process: the buffer and the feeder."""
        import _multiprocessing
        self._owner_pid = _multiprocessing.getpid()
        self._buffer = deque()
        self._not_empty = threading.Condition(threading.Lock())
        self._feeder = None
        self._closed = False
        self._join_cancelled = False

    def _check_process(self):
        import _multiprocessing
        if self._owner_pid != _multiprocessing.getpid():
            self._reset()

    def put(self, obj, block=True, timeout=None):
        self._check_process()
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._slots.acquire(block, timeout):
            raise Full
        with self._not_empty:
            if self._feeder is None:
                self._start_feeder()
            self._buffer.append(obj)
            self._not_empty.notify()

    def get(self, block=True, timeout=None):
        self._check_process()
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
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
                    if not self._reader.poll(max(deadline - monotonic(), 0)):
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
        if self._feeder is not None:
            with self._not_empty:
                self._buffer.append(_END)
                self._not_empty.notify()

    def join_thread(self):
        assert self._closed, f"Queue {self!r} not closed"
        if self._feeder is not None:
            self._feeder.join()

    def cancel_join_thread(self):
        self._join_cancelled = True

    # --- the feeder -------------------------------------------------------------------------------

    def _start_feeder(self):
        self._buffer.clear()
        self._feeder = threading.Thread(target=self._feed, name='QueueFeederThread', daemon=True)
        self._feeder.start()
        util.finalize(self._finish)

    def _finish(self):
        """At the end of the process: everything that was put must reach the pipe."""
        if self._join_cancelled:
            return
        with self._not_empty:
            self._buffer.append(_END)
            self._not_empty.notify()
        self._feeder.join()

    def _feed(self):
        while True:
            with self._not_empty:
                while not self._buffer:
                    self._not_empty.wait()
            while self._buffer:
                obj = self._buffer.popleft()
                if obj is _END:
                    return
                try:
                    data = pickle.dumps(obj)
                    with self._write_lock:
                        self._writer.send_bytes(data)
                except Exception as exc:
                    self._slots.release()
                    print(sys._format_exception(exc), end='', file=sys.stderr)


class JoinableQueue(Queue):
    """A queue whose users say when an item is done."""

    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._unfinished = Semaphore(0)
        self._all_done = Semaphore(0)

    def __getstate__(self):
        state = super().__getstate__()
        state['_unfinished'] = self._unfinished
        state['_all_done'] = self._all_done
        return state

    def put(self, obj, block=True, timeout=None):
        self._unfinished.release()
        super().put(obj, block, timeout)

    def task_done(self):
        if not self._unfinished.acquire(False):
            raise ValueError('task_done() called too many times')
        if self._unfinished.get_value() == 0:
            self._all_done.release()

    def join(self):
        while self._unfinished.get_value() != 0:
            self._all_done.acquire()


class SimpleQueue:
    """A pipe with a lock at each end; put() writes by itself."""

    def __init__(self):
        self._reader, self._writer = Pipe(duplex=False)
        self._read_lock = Lock()
        self._write_lock = Lock()

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
