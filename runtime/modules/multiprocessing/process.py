# SPDX-License-Identifier: MIT
"""Process objects: starting, waiting for and ending processes."""

import _multiprocessing
import posix
import sys
import threading
from multiprocessing import util
from sys import _format_exception

_children = {}  # an ordered set
_counter = 0

_SIGKILL = 9
_SIGTERM = 15


class Popen:
    """A child process as its parent sees it."""

    def __init__(self, process_obj, method):
        self.returncode = None
        util.flush_std_streams()
        self.pid = self._launch(process_obj, method)
        self.sentinel = _multiprocessing.sentinel(self.pid)

    def _launch(self, process_obj, method):
        if method == 'fork':
            return _multiprocessing.fork_process(process_obj, process_obj._name)
        from multiprocessing import spawn
        data = spawn.get_preparation_data(process_obj)
        return _multiprocessing.spawn_process(data, process_obj._name)

    def poll(self):
        return self.wait(0)

    def wait(self, timeout=None):
        if self.returncode is None:
            self.returncode = _multiprocessing.wait_process(self.pid, timeout)
        return self.returncode

    def _send(self, signal):
        if self.returncode is None:
            posix.kill(self.pid, signal)

    def terminate(self):
        self._send(_SIGTERM)

    def kill(self):
        self._send(_SIGKILL)


class BaseProcess:
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
        self._popen = None
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
        assert self._popen is None, 'cannot start a process twice'
        assert self._parent_pid == _multiprocessing.getpid(), \
            'can only start a process object created by current process'
        assert not current_process()._config.get('daemon'), \
            'daemonic processes are not allowed to have children'
        _forget_ended()
        self._popen = self._Popen(self)
        # What the child needed is the child's now.
        del self._target, self._args, self._kwargs
        _children[self] = True

    def terminate(self):
        self._check_closed()
        self._popen.terminate()

    def kill(self):
        self._check_closed()
        self._popen.kill()

    def join(self, timeout=None):
        self._check_closed()
        assert self._parent_pid == _multiprocessing.getpid(), 'can only join a child process'
        assert self._popen is not None, 'can only join a started process'
        if self._popen.wait(timeout) is not None:
            _children.pop(self, None)

    def is_alive(self):
        self._check_closed()
        if self is current_process():
            return True
        assert self._parent_pid == _multiprocessing.getpid(), 'can only test a child process'
        if self._popen is None:
            return False
        if self._popen.poll() is None:
            return True
        _children.pop(self, None)
        return False

    def close(self):
        if self._popen is not None:
            if self._popen.poll() is None:
                raise ValueError("Cannot close a process while it is still running. You should "
                                 "first call join() or terminate().")
            self._popen = None
            _children.pop(self, None)
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
        assert self._popen is None, 'process has already started'
        self._config['daemon'] = daemonic

    @property
    def authkey(self):
        return self._config['authkey']

    @authkey.setter
    def authkey(self, authkey):
        self._config['authkey'] = AuthenticationString(authkey)

    @property
    def exitcode(self):
        self._check_closed()
        if self._popen is None:
            return None
        return self._popen.poll()

    @property
    def ident(self):
        self._check_closed()
        if self is current_process():
            return _multiprocessing.getpid()
        return self._popen and self._popen.pid

    pid = ident

    @property
    def sentinel(self):
        self._check_closed()
        if self._popen is None:
            raise ValueError("process not started")
        return self._popen.sentinel

    def __repr__(self):
        exitcode = None
        if self is current_process():
            status = 'started'
        elif self._closed:
            status = 'closed'
        elif self._parent_pid != _multiprocessing.getpid():
            status = 'unknown'
        elif self._popen is None:
            status = 'initial'
        else:
            exitcode = self._popen.poll()
            status = 'started' if exitcode is None else 'stopped'
        info = [type(self).__name__, 'name=%r' % self._name]
        if self._popen is not None:
            info.append('pid=%s' % self._popen.pid)
        info.append('parent=%s' % self._parent_pid)
        info.append(status)
        if exitcode is not None:
            info.append('exitcode=%s' % _exit_name(exitcode))
        if self.daemon:
            info.append('daemon')
        return '<%s>' % ' '.join(info)

    def __getstate__(self):
        state = self.__dict__.copy()
        state['_popen'] = None
        return state

    # --- in the child ---------------------------------------------------------------------------

    def _bootstrap_forked(self):
        threading._after_fork(threading.current_thread())
        return self._bootstrap()

    def _bootstrap(self):
        """Runs in the child's main thread. Returns the exit code."""
        global _current, _parent, _counter
        if self._start_method is not None:
            from multiprocessing import context
            context.force_start_method(self._start_method)
        _parent = _ParentProcess(self._parent_name, self._parent_pid)
        _current = self
        _children.clear()
        _counter = 0
        util.after_fork()
        exitcode = 1
        try:
            util.info('child process calling self.run()')
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
            text = _format_exception(exc)
            print('Process %s:\n%s' % (self.name, text), end='', file=sys.stderr)
        finally:
            threading._shutdown()
            util.info('process exiting with exitcode %d', exitcode)
            util.flush_std_streams()
        return exitcode


def _exit_name(code):
    """'-SIGTERM' for a process that a signal ended."""
    if code < 0:
        import signal
        try:
            return '-' + signal.Signals(-code).name
        except ValueError:
            pass
    return code


class AuthenticationString(bytes):
    """A secret that does not leave the process by accident."""

    def __reduce__(self):
        from multiprocessing.context import is_spawning
        if not is_spawning():
            raise TypeError('Pickling an AuthenticationString object is '
                            'disallowed for security reasons')
        return AuthenticationString, (bytes(self),)


class _ParentProcess(BaseProcess):
    """The process that started this one, as the child knows it."""

    def __init__(self, name, pid):
        self._identity = ()
        self._name = name
        self._pid = pid
        self._parent_pid = None
        self._popen = None
        self._closed = False
        self._config = {}

    def is_alive(self):
        return _multiprocessing.wait_process(self._pid, 0) is None

    def join(self, timeout=None):
        _multiprocessing.wait_process(self._pid, timeout)

    @property
    def ident(self):
        return self._pid

    pid = ident


class _MainProcess(BaseProcess):
    """The process the program began with."""

    def __init__(self):
        self._identity = ()
        self._name = 'MainProcess'
        self._parent_pid = None
        self._popen = None
        self._closed = False
        self._config = {'authkey': AuthenticationString(b'a simulated process has nobody to fear')}

    def close(self):
        pass


def current_process():
    return _current


def parent_process():
    return _parent


def _forget_ended():
    for process in list(_children):
        if process._popen.poll() is not None:
            _children.pop(process, None)


def active_children():
    _forget_ended()
    return list(_children)


def _end_children():
    """At the end of a program: daemons are terminated, the others waited for."""
    for process in active_children():
        if process.daemon:
            util.info('calling terminate() for daemon %s', process.name)
            process._popen.terminate()
    for process in active_children():
        util.info('calling join() for process %s', process.name)
        process.join()


_current = _MainProcess()
_parent = None
util.at_exit_children = _end_children
