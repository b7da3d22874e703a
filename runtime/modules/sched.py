# SPDX-License-Identifier: MIT
"""Calls at given times, in one thread: the scheduler sleeps until the next one is due."""

import threading
import time
from collections import namedtuple
from heapq import heapify, heappop, heappush

__all__ = ["scheduler"]


class Event(namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')):
    """A call to come; the earliest and most urgent first."""

    __slots__ = ()

    def __lt__(self, other):
        return self[:3] < other[:3]


class scheduler:
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self._sequence = 0
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        with self._lock:
            event = Event(time, priority, self._sequence, action, argument,
                          {} if kwargs is None else kwargs)
            self._sequence += 1
            heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._queue.remove(event)
            heapify(self._queue)

    def empty(self):
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Runs what is due until nothing is left; without blocking returns the time to wait."""
        while True:
            with self._lock:
                if not self._queue:
                    break
                event = self._queue[0]
                now = self.timefunc()
                is_due = event.time <= now
                if is_due:
                    heappop(self._queue)
            if not is_due:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
            else:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)  # others may run

    @property
    def queue(self):
        with self._lock:
            return sorted(self._queue)
