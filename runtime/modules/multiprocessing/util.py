# SPDX-License-Identifier: MIT
"""What is done when a process ends: queues are flushed, children waited for."""

import atexit

# Set by multiprocessing.process.
at_exit_children = None

_finalizers = []
_exiting = False


def finalize(function, *args):
    """Calls function(*args) at the end of this process, last registered first."""
    _finalizers.append((function, args))


def after_fork():
    """The parent's duties are not the child's."""
    global _exiting
    _exiting = False
    _finalizers.clear()


def exit_function():
    global _exiting
    if _exiting:
        return
    _exiting = True
    if at_exit_children is not None:
        at_exit_children()
    while _finalizers:
        function, args = _finalizers.pop()
        function(*args)


atexit.register(exit_function)
