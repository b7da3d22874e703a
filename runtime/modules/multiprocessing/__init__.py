# SPDX-License-Identifier: MIT
"""Processes, and what they talk through: each is an interpreter with a heap and GIL of its own."""

from _multiprocessing import cpu_count

from multiprocessing.connection import Pipe
from multiprocessing.process import (Process, ProcessError, active_children, current_process,
                                     get_start_method, parent_process, set_start_method)
from multiprocessing.queues import JoinableQueue, Queue, SimpleQueue
from multiprocessing.synchronize import BoundedSemaphore, Lock, RLock, Semaphore

__all__ = ['Process', 'Queue', 'SimpleQueue', 'JoinableQueue', 'Pipe', 'Lock', 'RLock',
           'Semaphore', 'BoundedSemaphore', 'cpu_count', 'current_process', 'parent_process',
           'active_children', 'set_start_method', 'get_start_method', 'freeze_support',
           'ProcessError']


def freeze_support():
    """For programs frozen into an executable; there are none here."""
