# SPDX-License-Identifier: MIT
"""Files and folders for a while: below the first folder that --allow-write names.

Names follow from the run's seed.
"""
import _gilsim_files as _host
import errno
import io
import os
import random
import shutil

__all__ = [
    'NamedTemporaryFile',
    'TemporaryFile',
    'SpooledTemporaryFile',
    'TemporaryDirectory',
    'mkstemp',
    'mkdtemp',
    'mktemp',
    'TMP_MAX',
    'gettempprefix',
    'tempdir',
    'gettempdir',
    'gettempprefixb',
    'gettempdirb',
]

TMP_MAX = 10000
template = 'tmp'
tempdir = None
_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_'
_random = random.Random()


def gettempprefix():
    return template


def gettempprefixb():
    return template.encode()


def gettempdir():
    """A folder that may be written to."""
    if tempdir is not None:
        return tempdir
    folders = _host.writable_folders()
    if not folders:
        raise PermissionError(
            errno.EACCES,
            'there is no folder for temporary files: '
            "name one with gilsim's option --allow-write DIR",
        )
    return '/tmp' if '/tmp' in folders else folders[0]


def gettempdirb():
    return os.fsencode(gettempdir())


def _candidates(suffix, prefix, dir):
    folder = gettempdir() if dir is None else os.fspath(dir)
    prefix = template if prefix is None else prefix
    for _ in range(TMP_MAX):
        name = ''.join(_random.choices(_LETTERS, k=8))
        yield os.path.abspath(os.path.join(folder, prefix + name + (suffix or '')))
    raise FileExistsError(errno.EEXIST, 'No usable temporary name found')


def mkdtemp(suffix=None, prefix=None, dir=None):
    for path in _candidates(suffix, prefix, dir):
        try:
            os.mkdir(path)
        except FileExistsError:
            continue
        return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """(number of an open file, its path)."""
    for path in _candidates(suffix, prefix, dir):
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL), path
        except FileExistsError:
            continue


def mktemp(suffix='', prefix=template, dir=None):
    for path in _candidates(suffix, prefix, dir):
        if not os.path.exists(path):
            return path


class _TemporaryFileWrapper:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._removed = False

    def __getattr__(self, name):
        return getattr(self.__dict__['file'], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        yield from self.file

    def close(self):
        self.file.close()
        if self.delete and not self._removed:
            self._removed = True
            os.unlink(self.name)

    def __del__(self):
        if not self._removed:
            self.close()


def NamedTemporaryFile(
    mode='w+b',
    buffering=-1,
    encoding=None,
    newline=None,
    suffix=None,
    prefix=None,
    dir=None,
    delete=True,
    *,
    errors=None,
):
    for path in _candidates(suffix, prefix, dir):
        if os.path.exists(path):
            continue
        file = open(path, mode, buffering, encoding, errors, newline)
        return _TemporaryFileWrapper(file, path, delete)


TemporaryFile = NamedTemporaryFile


def SpooledTemporaryFile(
    max_size=0,
    mode='w+b',
    buffering=-1,
    encoding=None,
    newline=None,
    suffix=None,
    prefix=None,
    dir=None,
    *,
    errors=None,
):
    """A stream in memory: it needs no file, whatever its size."""
    return io.BytesIO() if 'b' in mode else io.StringIO()


class TemporaryDirectory:
    """A folder that is removed with what is in it when the with statement ends."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self.name = None
        self.name = mkdtemp(suffix, prefix, dir)

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name!r}>'

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        self.cleanup()

    def cleanup(self):
        if self.name is not None and os.path.exists(self.name):
            shutil.rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)

    def __del__(self):
        self.cleanup()
