# SPDX-License-Identifier: MIT
"""The part of module os that deals with files and folders, loaded when it is first asked for.

What may be read and written is what open() may read and write. Owners, modes and times of files
are not those of the host, which a run must not depend on: they are the same everywhere.
"""
import _gilsim_files as _host
import collections
import errno
import os
import posixpath
import stat as _stat
import sys

# The simulated clock's start, as time() gives it: the time of every file.
_FILE_TIME = 1767225600

O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2
O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0o100, 0o200, 0o1000, 0o2000


def _text(path):
    return os.fsdecode(path)


def _no_such_file(path):
    return FileNotFoundError(errno.ENOENT, 'No such file or directory', path)


def listdir(path='.'):
    return _host.listdir(_text(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    _host.mkdir(_text(path))


def makedirs(name, mode=0o777, exist_ok=False):
    name = _text(name)
    head, tail = posixpath.split(name.rstrip('/') or name)
    if head and tail and not posixpath.exists(head):
        makedirs(head, mode, exist_ok=True)
    try:
        mkdir(name, mode)
    except FileExistsError:
        if not exist_ok or not posixpath.isdir(name):
            raise


def remove(path, *, dir_fd=None):
    path = _text(path)
    if _host.kind(path) == 'd':
        raise IsADirectoryError(errno.EISDIR, 'Is a directory', path)
    _host.remove(path)


unlink = remove


def rmdir(path, *, dir_fd=None):
    _host.rmdir(_text(path))


def removedirs(name):
    name = _text(name)
    rmdir(name)
    head = posixpath.dirname(name.rstrip('/'))
    while head:
        try:
            rmdir(head)
        except OSError:
            break
        head = posixpath.dirname(head)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    src, dst = _text(src), _text(dst)
    try:
        _host.rename(src, dst)
    except OSError as error:
        # Both names stand in CPython's message.
        raise OSError(error.errno, error.strerror, src, None, dst) from None


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    rename(src, dst)


def renames(old, new):
    head = posixpath.dirname(_text(new))
    if head:
        makedirs(head, exist_ok=True)
    rename(old, new)


stat_result = collections.namedtuple(
    'stat_result',
    'st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime',
    module='os',
)


def stat(path, *, dir_fd=None, follow_symlinks=True):
    path = _text(path)
    kind = _host.kind(path)
    if kind == '-':
        raise _no_such_file(path)
    mode = _stat.S_IFDIR | 0o755 if kind == 'd' else _stat.S_IFREG | 0o644
    size = 4096 if kind == 'd' else _host.size(path)
    return stat_result(mode, 0, 0, 1, 1000, 1000, size, _FILE_TIME, _FILE_TIME, _FILE_TIME)


def lstat(path, *, dir_fd=None):
    return stat(path)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _host.kind(_text(path)) != '-'


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    stat(path)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    stat(path)


class DirEntry:
    """A name that scandir() found."""

    __slots__ = ('name', 'path', '_kind')

    def __init__(self, folder, name):
        self.name = name
        self.path = posixpath.join(folder, name)
        self._kind = _host.kind(self.path)

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    def __fspath__(self):
        return self.path

    def is_dir(self, *, follow_symlinks=True):
        return self._kind == 'd'

    def is_file(self, *, follow_symlinks=True):
        return self._kind == 'f'

    def is_symlink(self):
        return False

    def inode(self):
        return 0

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)


class _ScandirIterator:
    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in _host.listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path='.'):
    return _ScandirIterator(_text(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders in it, names of files in it), for the folder and all below it."""
    top = _text(top)
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [entry.name for entry in entries if entry.is_dir()]
    files = [entry.name for entry in entries if not entry.is_dir()]
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(posixpath.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


# Files by number. 0, 1 and 2 are the standard streams.


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _host.open(_text(path), flags)


def close(fd):
    _host.close(fd)


def read(fd, n):
    if fd == 0:
        return sys.stdin.read(n).encode()
    return _host.read(fd, n)


def write(fd, data):
    if fd in (1, 2):
        stream = sys.stdout if fd == 1 else sys.stderr
        stream.flush()
        written = stream.buffer.write(bytes(data))
        stream.flush()
        return written
    return _host.write(fd, bytes(data))


def lseek(fd, position, how):
    return _host.seek(fd, position, how)


def ftruncate(fd, length):
    _host.truncate(fd, length)


def fsync(fd):
    pass


def fdopen(fd, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
    import io

    return io.open(fd, mode, buffering, encoding, errors, newline)
