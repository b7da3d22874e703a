# SPDX-License-Identifier: MIT
"""Threads and their locks, as CPython 3.11's module of this name offers them.

Written in the subset itself, as CPython writes it in Python: check points, lock operations and
handoffs inside these functions are real, and cost what they cost.
"""

import _thread
import sys
from _thread import TIMEOUT_MAX, allocate_lock, get_ident, get_native_id
from sys import _format_exception

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread',
           'TIMEOUT_MAX', 'Event', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread',
           'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError', 'setprofile', 'settrace',
           'local', 'stack_size', 'excepthook', 'ExceptHookArgs', 'getprofile', 'gettrace',
           'get_native_id']

Lock = allocate_lock
_RLock = _thread.RLock
ThreadError = RuntimeError


def _monotonic():
    import time
    return time.monotonic()


def _deprecated(name, instead):
    import warnings
    warnings.warn(f'{name}() is deprecated, {instead} instead', DeprecationWarning, stacklevel=3)


def RLock(*args, **kwargs):
    """Makes a lock that its owner may take again: a factory, as CPython 3.11 has it."""
    return _RLock(*args, **kwargs)


class Condition:
    """Waiting for something that other threads make true under a lock."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        for name in ('_release_save', '_acquire_restore', '_is_owned'):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        # A plain lock does not know its owner: if it can be had, nobody owns it.
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        saved = self._release_save()
        notified = False
        try:
            if timeout is None:
                waiter.acquire()
                notified = True
            elif timeout > 0:
                notified = waiter.acquire(True, timeout)
            else:
                notified = waiter.acquire(False)
            return notified
        finally:
            self._acquire_restore(saved)
            if not notified:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        end = None
        remaining = timeout
        result = predicate()
        while not result:
            if remaining is not None:
                if end is None:
                    end = _monotonic() + remaining
                else:
                    remaining = end - _monotonic()
                    if remaining <= 0:
                        break
            self.wait(remaining)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            waiter = waiters[0]
            try:
                waiter.release()
            except RuntimeError:
                # It was released before and its thread has not come to remove it.
                pass
            else:
                n -= 1
            try:
                waiters.remove(waiter)
            except ValueError:
                pass

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated('notifyAll', 'use notify_all()')
        self.notify_all()


class Semaphore:
    """A counter that acquire() takes from and release() adds to."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        got = False
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    break
                if timeout is not None:
                    if end is None:
                        end = _monotonic() + timeout
                    else:
                        timeout = end - _monotonic()
                        if timeout <= 0:
                            break
                self._cond.wait(timeout)
            else:
                self._value -= 1
                got = True
        return got

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._value += n
            for _ in range(n):
                self._cond.notify()

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that must not be released more often than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        cls = self.__class__
        return (f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: "
                f"value={self._value}/{self._initial_value}>")

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            for _ in range(n):
                self._cond.notify()


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        cls = self.__class__
        status = 'set' if self._flag else 'unset'
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {status}>"

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated('isSet', 'use is_set()')
        return self.is_set()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            signaled = self._flag
            if not signaled:
                signaled = self._cond.wait(timeout)
            return signaled


class BrokenBarrierError(RuntimeError):
    """The barrier was reset, aborted, or timed out."""


class Barrier:
    """A place where a number of threads wait for each other."""

    # _state: 0 filling, 1 draining, -1 resetting, -2 broken.

    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = 0
        self._count = 0

    def __repr__(self):
        cls = self.__class__
        if self.broken:
            return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: broken>"
        return (f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}:"
                f" waiters={self.n_waiting}/{self.parties}>")

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._enter()
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._release()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                self._exit()

    def _enter(self):
        while self._state in (-1, 1):
            self._cond.wait()
        if self._state < 0:
            raise BrokenBarrierError

    def _release(self):
        try:
            if self._action:
                self._action()
            self._state = 1
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != 0, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state < 0:
            raise BrokenBarrierError

    def _exit(self):
        if self._count == 0 and self._state in (-1, 1):
            self._state = 0
            self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                if self._state == 0:
                    self._state = -1
                elif self._state == -2:
                    self._state = -1
            else:
                self._state = 0
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    def _break(self):
        self._state = -2
        self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        if self._state == 0:
            return self._count
        return 0

    @property
    def broken(self):
        return self._state == -2


# Threads that run, by identity, and threads that start() has not seen running yet.
_active_limbo_lock = RLock()
_active = {}
_limbo = {}
_counter = 0
_dummy_counter = 0


def _newname(template):
    global _counter
    _counter += 1
    return template % _counter


class Thread:
    """A thread of control: runs target(*args, **kwargs), or run() of a subclass."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if kwargs is None:
            kwargs = {}
        if name:
            name = str(name)
        else:
            name = _newname("Thread-%d")
            if target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        if daemon is not None:
            self._daemonic = daemon
        else:
            self._daemonic = current_thread().daemon
        self._ident = None
        self._native_id = None
        self._done_lock = None
        self._started = Event()
        self._is_stopped = False
        self._initialized = True

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started.is_set():
            status = "started"
        self.is_alive()
        if self._is_stopped:
            status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += " %s" % self._ident
        return "<%s(%s, %s)>" % (self.__class__.__name__, self._name, status)

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        with _active_limbo_lock:
            _limbo[self] = self
        self._done_lock = allocate_lock()
        self._done_lock.acquire()
        try:
            _thread._start(self._bootstrap_inner, (), self._name, self._daemonic, self._done_lock)
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # Whatever the target's arguments keep alive goes with the thread.
            del self._target, self._args, self._kwargs

    def _bootstrap_inner(self):
        self._ident = get_ident()
        self._native_id = get_native_id()
        self._started.set()
        with _active_limbo_lock:
            _active[self._ident] = self
            del _limbo[self]
        try:
            self.run()
        except:
            _invoke_excepthook(self)
        finally:
            with _active_limbo_lock:
                del _active[self._ident]

    def _wait_for_done(self, blocking=True, timeout=-1):
        lock = self._done_lock
        if lock is None or self._is_stopped:
            return
        if lock.acquire(blocking, timeout):
            lock.release()
            self._is_stopped = True

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is None:
            self._wait_for_done()
        else:
            self._wait_for_done(timeout=max(timeout, 0))

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        if self._is_stopped or not self._started.is_set():
            return False
        self._wait_for_done(False)
        return not self._is_stopped

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        if self._ident is not None:
            _thread._set_name(self._ident, self._name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._native_id

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        _deprecated('isDaemon', 'get the daemon attribute')
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated('setDaemon', 'set the daemon attribute')
        self.daemon = daemonic

    def getName(self):
        _deprecated('getName', 'get the name attribute')
        return self.name

    def setName(self, name):
        _deprecated('setName', 'set the name attribute')
        self.name = name


class ExceptHookArgs(tuple):
    """What excepthook is told about a thread that died of an exception."""

    __slots__ = ()
    n_fields = n_sequence_fields = 4

    def __new__(cls, args):
        args = tuple(args)
        if len(args) != 4:
            raise TypeError("_thread._ExceptHookArgs() takes a 4-sequence "
                            f"({len(args)}-sequence given)")
        return tuple.__new__(cls, args)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        return (f"_thread._ExceptHookArgs(exc_type={self.exc_type!r}, "
                f"exc_value={self.exc_value!r}, exc_traceback={self.exc_traceback!r}, "
                f"thread={self.thread!r})")


ExceptHookArgs.__name__ = ExceptHookArgs.__qualname__ = '_ExceptHookArgs'
ExceptHookArgs.__module__ = '_thread'


def excepthook(args, /):
    """Prints the traceback of an exception that ended a thread; SystemExit ends it silently."""
    if args.exc_type == SystemExit:
        return
    if sys is None or sys.stderr is None:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    print(f"Exception in thread {name}:", file=sys.stderr, flush=True)
    print(_format_exception(args.exc_value), end='', file=sys.stderr, flush=True)


__excepthook__ = excepthook


def _invoke_excepthook(thread):
    args = ExceptHookArgs([*sys.exc_info(), thread])
    hook = excepthook
    try:
        hook(args)
    except Exception as exc:
        print("Exception in threading.excepthook:", file=sys.stderr, flush=True)
        print(_format_exception(exc), end='', file=sys.stderr, flush=True)
    finally:
        args = None


class Timer(Thread):
    """Calls a function after some time, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread the interpreter began with."""

    def __init__(self):
        self._daemonic = False
        Thread.__init__(self, name="MainThread", daemon=False)
        self._started.set()
        self._ident = get_ident()
        self._native_id = get_native_id()
        _active[self._ident] = self


class _DummyThread(Thread):
    """Stands for a thread that was started by _thread alone."""

    def __init__(self):
        global _dummy_counter
        _dummy_counter += 1
        Thread.__init__(self, name="Dummy-%d" % _dummy_counter, daemon=True)
        self._started.set()
        self._ident = get_ident()
        self._native_id = get_native_id()
        with _active_limbo_lock:
            _active[self._ident] = self

    def is_alive(self):
        return True

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    _deprecated('currentThread', 'use current_thread()')
    return current_thread()


def active_count():
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


def activeCount():
    _deprecated('activeCount', 'use active_count()')
    return active_count()


def enumerate():
    with _active_limbo_lock:
        return list(_active.values()) + list(_limbo.values())


def main_thread():
    return _main_thread


def stack_size(size=0, /):
    return _thread.stack_size(size)


def settrace(func):
    """Refused: gilsim has its own stepper and traces, which do not disturb what they watch."""
    raise NotImplementedError("threading.settrace() is not in the subset: use gilsim step or "
                              "gilsim trace")


def setprofile(func):
    raise NotImplementedError("threading.setprofile() is not in the subset: use gilsim trace")


def gettrace():
    return None


def getprofile():
    return None


class _local:
    """Attributes that each thread sees for itself."""

    __module__ = '_thread'

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, '_local_args', (args, kwargs))
        object.__setattr__(self, '_local_dicts', {get_ident(): {}})
        return self

    def _local_dict(self):
        dicts = object.__getattribute__(self, '_local_dicts')
        ident = get_ident()
        if ident not in dicts:
            dicts[ident] = {}
            args, kwargs = object.__getattribute__(self, '_local_args')
            if type(self).__init__ is not object.__init__:
                type(self).__init__(self, *args, **kwargs)
        return dicts[ident]

    def _is_property(self, name):
        return hasattr(type(getattr(type(self), name, None)), '__set__')

    def _missing(self, name):
        cls = '_thread._local' if type(self) is _local else type(self).__name__
        return AttributeError(f"{cls!r} object has no attribute {name!r}", name=name, obj=self)

    def __getattribute__(self, name):
        values = _local._local_dict(self)
        if name == '__dict__':
            return values
        if name in values and not _local._is_property(self, name):
            return values[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            if hasattr(type(self), name):
                raise
        raise _local._missing(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            cls = '_thread._local' if type(self) is _local else type(self).__name__
            raise AttributeError(f"{cls!r} object attribute '__dict__' is read-only")
        if _local._is_property(self, name):
            object.__setattr__(self, name, value)
        else:
            _local._local_dict(self)[name] = value

    def __delattr__(self, name):
        values = _local._local_dict(self)
        if name not in values:
            raise _local._missing(self, name)
        del values[name]


local = _local


_atexit_functions = []


_shutting_down = False


def _register_atexit(func, *arg, **kwargs):
    """What must be done before the last threads are waited for, latest first."""
    if _shutting_down:
        raise RuntimeError("can't register atexit after shutdown")
    _atexit_functions.append(lambda: func(*arg, **kwargs))


def _shutdown():
    """At the end of the main program: waits for every thread that is no daemon."""
    global _shutting_down
    _main_thread._is_stopped = True
    _shutting_down = True
    for function in reversed(_atexit_functions):
        function()
    while True:
        waiting = [thread for thread in enumerate()
                   if thread is not _main_thread and not thread.daemon
                   and thread._done_lock is not None]
        if not waiting:
            break
        for thread in waiting:
            thread._wait_for_done()


_after_fork_functions = []


def _register_after_fork(function):
    """Has function() called in every forked child before anything else runs there."""
    _after_fork_functions.append(function)


def _after_fork(main_thread_of_child):
    """In a forked child: only the thread that called fork goes on, as the main thread."""
    global _main_thread, _active_limbo_lock
    _active_limbo_lock = RLock()
    _active.clear()
    _limbo.clear()
    main_thread_of_child._ident = get_ident()
    main_thread_of_child._native_id = get_native_id()
    _active[main_thread_of_child._ident] = main_thread_of_child
    _main_thread = main_thread_of_child
    for function in _after_fork_functions:
        function()


class _Bootstrapping:
    daemon = False


_active[get_ident()] = _Bootstrapping()
_main_thread = _MainThread()
