# SPDX-License-Identifier: MIT
"""Process objects: starting, waiting for and ending processes."""

import _multiprocessing
import sys
import threading
from multiprocessing import util

_start_method = None
_children = set()
_counter = 0


class ProcessError(Exception):
    pass


def set_start_method(method, force=False):
    global _start_method
    if _start_method is not None and not force:
        raise RuntimeError('context has already been set')
    if method not in ('fork', 'spawn'):
        raise ValueError('cannot find context for %r' % method)
    _start_method = method


def get_start_method(allow_none=False):
    global _start_method
    if _start_method is None:
        if allow_none:
            return None
        _start_method = _multiprocessing.default_start_method()
    return _start_method


class Process:
    """A process that runs target(*args, **kwargs), or run() of a subclass."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        global _counter
        assert group is None, 'group argument must be None for now'
        _counter += 1
        parent = current_process()
        self._identity = parent._identity + (_counter,)
        self._config = parent._config.copy()
        self._parent_pid = _multiprocessing.getpid()
        self._parent_name = parent.name
        self._pid = None
        self._exitcode = None
        self._closed = False
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._name = name or type(self).__name__ + '-' + ':'.join(str(i) for i in self._identity)
        if daemon is not None:
            self.daemon = daemon

    def _check_closed(self):
        if self._closed:
            raise ValueError("process object is closed")

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self._check_closed()
        assert self._pid is None, 'cannot start a process twice'
        assert self._parent_pid == _multiprocessing.getpid(), \
            'can only start a process object created by current process'
        assert not current_process()._config.get('daemon'), \
            'daemonic processes are not allowed to have children'
        if get_start_method() == 'fork':
            self._pid = _multiprocessing.fork_process(self, self._name)
        else:
            from multiprocessing import spawn
            self._pid = _multiprocessing.spawn_process(spawn.prepare(self), self._name)
        # What the child needed is the child's now.
        del self._target, self._args, self._kwargs
        _children.add(self)

    def _poll(self, timeout=0):
        if self._exitcode is None:
            self._exitcode = _multiprocessing.wait_process(self._pid, timeout)
            if self._exitcode is not None:
                _children.discard(self)
        return self._exitcode

    def join(self, timeout=None):
        self._check_closed()
        assert self._parent_pid == _multiprocessing.getpid(), 'can only join a child process'
        assert self._pid is not None, 'can only join a started process'
        self._poll(timeout)

    def is_alive(self):
        self._check_closed()
        if self is current_process():
            return True
        assert self._parent_pid == _multiprocessing.getpid(), 'can only test a child process'
        if self._pid is None:
            return False
        return self._poll() is None

    def terminate(self):
        self._check_closed()
        _multiprocessing.kill_process(self._pid, 15)

    def kill(self):
        self._check_closed()
        _multiprocessing.kill_process(self._pid, 9)

    def close(self):
        if self._pid is not None:
            if self._poll() is None:
                raise ValueError("Cannot close a process while it is still running. You should "
                                 "first call join() or terminate().")
            _children.discard(self)
        self._closed = True

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), 'name must be a string'
        self._name = name

    @property
    def daemon(self):
        return self._config.get('daemon', False)

    @daemon.setter
    def daemon(self, daemonic):
        assert self._pid is None, 'process has already started'
        self._config['daemon'] = daemonic

    @property
    def exitcode(self):
        self._check_closed()
        if self._pid is None or self is current_process():
            return None
        return self._poll()

    @property
    def ident(self):
        self._check_closed()
        if self is current_process():
            return _multiprocessing.getpid()
        return self._pid

    pid = ident

    def __repr__(self):
        if self is current_process():
            status = 'started'
        elif self._closed:
            status = 'closed'
        elif self._parent_pid != _multiprocessing.getpid():
            status = 'unknown'
        elif self._pid is None:
            status = 'initial'
        else:
            code = self._poll()
            status = 'started' if code is None else 'stopped'
        info = [type(self).__name__, 'name=%r' % self._name]
        if self._pid is not None:
            info.append('pid=%s' % self._pid)
        info.append('parent=%s' % self._parent_pid)
        info.append(status)
        if status == 'stopped' and self._exitcode is not None:
            info.append('exitcode=%s' % _exit_name(self._exitcode))
        if self.daemon:
            info.append('daemon')
        return '<%s>' % ' '.join(info)

    # --- in the child ---------------------------------------------------------------------------

    def _bootstrap_forked(self):
        threading._after_fork(threading.current_thread())
        return self._bootstrap()

    def _bootstrap(self):
        """Runs in the child's main thread. Returns the exit code."""
        global _current, _parent, _children, _counter
        _parent = _ParentProcess(self._parent_name, self._parent_pid)
        _current = self
        _children = set()
        _counter = 0
        util.after_fork()
        exitcode = 1
        try:
            try:
                self.run()
                exitcode = 0
            finally:
                util.exit_function()
        except SystemExit as exc:
            if exc.code is None:
                exitcode = 0
            elif isinstance(exc.code, int):
                exitcode = exc.code
            else:
                print(exc.code, file=sys.stderr)
                exitcode = 1
        except BaseException as exc:
            exitcode = 1
            text = sys._format_exception(exc)
            print('Process %s:\n%s' % (self.name, text), end='', file=sys.stderr)
        finally:
            threading._shutdown()
        return exitcode


def _exit_name(code):
    names = {-15: '-SIGTERM', -9: '-SIGKILL'}
    return names.get(code, code)


class _ParentProcess(Process):
    """The process that started this one, as the child knows it."""

    def __init__(self, name, pid):
        self._identity = ()
        self._name = name
        self._pid = pid
        self._parent_pid = None
        self._closed = False
        self._config = {}

    def is_alive(self):
        return _multiprocessing.wait_process(self._pid, 0) is None

    def join(self, timeout=None):
        _multiprocessing.wait_process(self._pid, timeout)


class _MainProcess(Process):
    """The process the program began with."""

    def __init__(self):
        self._identity = ()
        self._name = 'MainProcess'
        self._pid = None
        self._parent_pid = None
        self._exitcode = None
        self._closed = False
        self._config = {}


def current_process():
    return _current


def parent_process():
    return _parent


def active_children():
    for process in list(_children):
        process._poll()
    return list(_children)


def _end_children():
    """At the end of a program: daemons are terminated, the others waited for."""
    for process in active_children():
        if process.daemon:
            process.terminate()
    for process in active_children():
        process.join()


_current = _MainProcess()
_parent = None
util.at_exit_children = _end_children
