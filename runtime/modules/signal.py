# SPDX-License-Identifier: MIT
"""Signals: handlers run in the main thread of the process, between two instructions."""

import _signal
import sys
from _signal import default_int_handler

_NAMES = ('SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV '
          'SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN '
          'SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS').split()
_TEXTS = {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 6: 'Aborted', 9: 'Killed',
          10: 'User defined signal 1', 11: 'Segmentation fault', 12: 'User defined signal 2',
          13: 'Broken pipe', 14: 'Alarm clock', 15: 'Terminated', 17: 'Child exited'}

NSIG = 65
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
ITIMER_REAL = 0


class _Number(int):
    """A number with a name, as an enumeration's member has."""

    def __new__(cls, value):
        try:
            return cls._members[value]
        except (KeyError, TypeError):
            raise ValueError("%r is not a valid %s" % (value, cls.__name__)) from None

    @property
    def value(self):
        return int(self)

    def __repr__(self):
        return '<%s.%s: %d>' % (type(self).__name__, self.name, int(self))

    def __str__(self):
        return '%d' % int(self)

    def __reduce__(self):
        return type(self), (int(self),)


class Signals(_Number):
    _members = {}


class Handlers(_Number):
    _members = {}


def _add(cls, value, name):
    member = int.__new__(cls, value)
    member.name = name
    cls._members[value] = member
    setattr(cls, name, member)
    globals()[name] = member


for _index, _name in enumerate(_NAMES):
    _add(Signals, _index + 1, _name)
for _index, _name in enumerate(('SIG_DFL', 'SIG_IGN')):
    _add(Handlers, _index, _name)


_handlers = {SIGINT: default_int_handler}


def _number(signalnum):
    if not isinstance(signalnum, int):
        raise TypeError("%r object cannot be interpreted as an integer" % type(signalnum).__name__)
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return int(signalnum)


def getsignal(signalnum):
    return _handlers.get(_number(signalnum), SIG_DFL)


def signal(signalnum, handler):
    """Sets what a signal does and returns what it did."""
    if not _signal.is_main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    number = _number(signalnum)
    if handler not in (SIG_DFL, SIG_IGN) and not callable(handler):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, "
                        "or a callable object")
    previous = getsignal(number)
    if handler == SIG_DFL or handler == SIG_IGN:
        handler = Handlers(int(handler))
        _signal.dispose(number, int(handler))
    else:
        _signal.dispose(number, 2)
    _handlers[number] = handler
    return previous


def _deliver(number):
    """Called by the machine in the main thread."""
    handler = _handlers.get(number, SIG_DFL)
    if callable(handler) and not isinstance(handler, Handlers):
        frame = sys._getframe().f_back
        # What is C in CPython has no frame.
        while frame is not None and frame.f_globals is globals():
            frame = frame.f_back
        handler(number, frame)


def raise_signal(signalnum, /):
    _signal.raise_signal(_number(signalnum))


def pause():
    _signal.pause()


def strsignal(signalnum, /):
    number = _number(signalnum)
    return _TEXTS.get(number) or (Signals(number).name if number in Signals._members else None)


def valid_signals():
    return {Signals._members.get(number, number) for number in range(1, NSIG)
            if number not in (32, 33)}


# --- a timer: a thread of the simulated kernel's, so to speak ------------------------------------

_alarm_serial = 0
_alarm_end = None
_alarm_interval = 0.0


def _set_alarm(seconds, interval=0.0):
    """Returns what was left of the one before, and its interval."""
    global _alarm_serial, _alarm_end, _alarm_interval
    import _multiprocessing
    import _thread
    import posix
    import time
    left = 0.0 if _alarm_end is None else max(_alarm_end - time.monotonic(), 0.0)
    before = _alarm_interval
    _alarm_serial += 1
    _alarm_interval = interval
    _alarm_end = time.monotonic() + seconds if seconds > 0 else None

    def ring(serial, pid):
        global _alarm_end
        delay = seconds
        while serial == _alarm_serial:
            time.sleep(delay)
            if serial != _alarm_serial:
                return
            _alarm_end = time.monotonic() + interval if interval > 0 else None
            posix.kill(pid, SIGALRM)
            if interval <= 0:
                return
            delay = interval

    if seconds > 0:
        _thread.start_new_thread(ring, (_alarm_serial, _multiprocessing.getpid()))
    return left, before


def alarm(seconds, /):
    left, _ = _set_alarm(float(seconds))
    return int(left + 0.999999)


def setitimer(which, seconds, interval=0.0, /):
    if which != ITIMER_REAL:
        raise OSError(22, 'Invalid argument')
    return _set_alarm(float(seconds), float(interval))


def getitimer(which, /):
    import time
    left = 0.0 if _alarm_end is None else max(_alarm_end - time.monotonic(), 0.0)
    return left, _alarm_interval


def siginterrupt(signalnum, flag, /):
    """Waiting goes on after a handler in any case."""


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    raise NotImplementedError("signal.set_wakeup_fd() is not in the subset")
