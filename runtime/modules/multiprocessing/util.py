# SPDX-License-Identifier: MIT
"""What is done when a process ends: finalizers by priority, and children waited for."""

import atexit
import sys
import _multiprocessing
from sys import _format_exception

# Set by multiprocessing.process.
at_exit_children = None

# Changes in every forked child: whoever keeps something for one process alone compares it.
generation = 0

_finalizers = {}  # (priority, serial number) -> Finalize
_serial = 0
_exiting = False

SUBDEBUG = 5
SUBWARNING = 25


class Finalize:
    """A call that is made at most once: when it is called, or at the process's end.

    Those with a priority of 0 or more come before the children are waited for, highest first.
    """

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        global _serial
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError("Exitpriority ({0!r}) must be None or int, not {1!s}".format(
                exitpriority, type(exitpriority)))
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._key = (exitpriority, _serial)
        self._generation = generation
        _serial += 1
        _finalizers[self._key] = self

    def __call__(self):
        if _finalizers.pop(self._key, None) is None:
            return None
        if self._generation == generation:
            return self._callback(*self._args, **self._kwargs)
        return None

    def cancel(self):
        _finalizers.pop(self._key, None)

    def still_active(self):
        return self._key in _finalizers

    @property
    def exitpriority(self):
        return self._key[0]


def _run_finalizers(least=None):
    """Those of at least that priority, the highest and latest first; None: all that have one."""
    keys = [key for key in _finalizers
            if key[0] is not None and (least is None or key[0] >= least)]
    for key in sorted(keys, reverse=True):
        finalizer = _finalizers.get(key)
        if finalizer is not None:
            try:
                finalizer()
            except Exception as exc:
                print(_format_exception(exc), end='', file=sys.stderr)


def after_fork():
    """The parent's duties are not the child's."""
    global _exiting, generation
    _exiting = False
    generation += 1
    _finalizers.clear()


def flush_std_streams():
    """Before a fork, so that the child does not write it again, and at a child's end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def is_exiting():
    return _exiting


def exit_function():
    global _exiting
    if _exiting:
        return
    _exiting = True
    info('process shutting down')
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    if at_exit_children is not None:
        at_exit_children()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


atexit.register(exit_function)


# --- logging -------------------------------------------------------------------------------------

_LOGGER_NAME = 'multiprocessing'

_logger = None  # made by get_logger: nothing is logged before
_logs_to_stderr = False


def get_logger():
    global _logger
    if _logger is None:
        import logging
        _logger = logging.getLogger(_LOGGER_NAME)
        _logger.propagate = 0
    return _logger


def log_to_stderr(level=None):
    global _logs_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter('[%(levelname)s/%(processName)s] %(message)s'))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _logs_to_stderr = True
    return logger


def log_settings():
    """For a spawned child: the level and whether standard error is logged to; None: no logging."""
    return None if _logger is None else (_logger.level, _logs_to_stderr)


def restore_log_settings(settings):
    if settings is not None:
        level, to_stderr = settings
        if to_stderr:
            log_to_stderr()
        get_logger().setLevel(level)


def info(message, *args):
    if _logger is not None:
        _logger.info(message, *args)


def debug(message, *args):
    if _logger is not None:
        _logger.debug(message, *args)


def getpid():
    return _multiprocessing.getpid()
