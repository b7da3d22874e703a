# SPDX-License-Identifier: MIT
"""The operating system as the simulated program sees it: its processes, cores and environment.

Files and folders are those that open() may reach; starting other programs is not in the subset.
"""
import posixpath as path
import sys as _sys
from posix import _environment, _exit, abort, cpu_count, getpid, getppid, kill, urandom

name = 'posix'
sep = '/'
altsep = None
extsep = '.'
pathsep = ':'
linesep = '\n'
curdir = '.'
pardir = '..'
defpath = '/bin:/usr/bin'
devnull = '/dev/null'
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
error = OSError

_sys.modules['os.path'] = path


class PathLike:
    """What has a file system path."""

    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, '__fspath__')


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        convert = type(path).__fspath__
    except AttributeError:
        raise TypeError('expected str, bytes or os.PathLike object, not '
                        + type(path).__name__) from None
    return convert(path)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


class _Environ(dict):
    """A copy of the environment: names and values are str."""

    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError('str expected, not %s' % type(text).__name__)
        super().__setitem__(key, value)

    def __repr__(self):
        items = ', '.join(f'{key!r}: {value!r}' for key, value in self.items())
        return f'environ({{{items}}})'

    def copy(self):
        return dict(self)


environ = _Environ(_environment())


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value, /):
    return None


def unsetenv(name, /):
    return None


def getcwd():
    """The folder that programs run in: the same name on every machine."""
    return '/home/gilsim'


def sched_getaffinity(pid, /):
    return set(range(cpu_count()))


def getlogin():
    return 'gilsim'


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def isatty(fd, /):
    return False


def nice(increment, /):
    return 0


def sched_yield():
    """Lets other threads run, as time.sleep(0) does."""
    from time import sleep
    sleep(0)


def getloadavg():
    return 0.0, 0.0, 0.0


class _Fields(tuple):
    """A tuple whose items have names, shown as posix shows such."""

    def __repr__(self):
        shown = ', '.join(f'{n}={v!r}' for n, v in zip(self._names, self))
        return f'posix.{type(self).__name__}({shown})'

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')


class uname_result(_Fields):
    _names = ('sysname', 'nodename', 'release', 'version', 'machine')


def uname():
    import platform
    return uname_result((platform.system(), platform.node(), platform.release(),
                         platform.version(), platform.machine()))


class times_result(_Fields):
    _names = ('user', 'system', 'children_user', 'children_system', 'elapsed')


def times():
    """The process's CPU time, all of it the user's, and the machine's clock."""
    import time
    return times_result((time.process_time(), 0.0, 0.0, 0.0, time.monotonic()))


def get_terminal_size(fd=1):
    return terminal_size((80, 24))


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'


_REFUSED = {
    'fork': 'use multiprocessing',
    'forkpty': 'use multiprocessing',
    'system': 'a simulated program cannot start real ones',
    'popen': 'a simulated program cannot start real ones',
    'pipe': 'use multiprocessing.Pipe()',
    'wait': 'use Process.join()',
    'waitpid': 'use Process.join()',
}
_REFUSED.update(dict.fromkeys(
    ('execl', 'execle', 'execlp', 'execv', 'execve', 'execvp', 'spawnl', 'spawnv', 'posix_spawn'),
    'a simulated program cannot start real ones'))
_REFUSED.update(dict.fromkeys(
    ('chdir', 'fchdir', 'chroot'), 'programs run in one folder: join paths to its name'))
_REFUSED.update(dict.fromkeys(
    ('chown', 'link', 'symlink', 'readlink', 'mkfifo', 'mknod', 'dup', 'dup2'),
    'there are plain files and folders alone'))
# Written in module _folders, which few programs need.
_OF_FOLDERS = frozenset((
    'listdir', 'scandir', 'walk', 'mkdir', 'makedirs', 'remove', 'unlink', 'rmdir', 'removedirs',
    'rename', 'renames', 'replace', 'stat', 'lstat', 'stat_result', 'DirEntry', 'access', 'chmod',
    'utime', 'open', 'close', 'read', 'write', 'lseek', 'ftruncate', 'fsync', 'fdopen', 'O_RDONLY',
    'O_WRONLY', 'O_RDWR', 'O_CREAT', 'O_EXCL', 'O_TRUNC', 'O_APPEND'))


def __getattr__(name):
    if name in _OF_FOLDERS:
        import _folders
        value = globals()[name] = getattr(_folders, name)
        return value
    if name in _REFUSED:
        def refused(*args, **kwargs):
            raise NotImplementedError(f'os.{name}() is not in the subset: {_REFUSED[name]}')
        refused.__name__ = refused.__qualname__ = name
        return refused
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
