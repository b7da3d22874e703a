# SPDX-License-Identifier: MIT
"""Paths as objects: the text of POSIX paths, and the files that the program may reach."""
import _gilsim_files as _host
import os

__all__ = ['PurePath', 'PurePosixPath', 'Path', 'PosixPath']


class PurePath:
    __slots__ = ('_root', '_parts')

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        return cls._of(*_split(args))

    @classmethod
    def _of(cls, root, parts):
        self = object.__new__(cls)
        self._root = root
        self._parts = parts
        return self

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._parts)

    root = anchor = property(lambda self: self._root)
    drive = property(lambda self: '')
    name = property(lambda self: self._parts[-1] if self._parts else '')

    @property
    def suffix(self):
        i = self.name.rfind('.')
        return self.name[i:] if 0 < i < len(self.name) - 1 else ''

    @property
    def suffixes(self):
        if self.name.endswith('.'):
            return []
        return ['.' + part for part in self.name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        return self.name[: len(self.name) - len(self.suffix)]

    @property
    def parent(self):
        return self._of(self._root, self._parts[:-1])

    @property
    def parents(self):
        found = []
        path = self
        while path._parts:
            path = path.parent
            found.append(path)
        return tuple(found)

    def is_absolute(self):
        return bool(self._root)

    def as_posix(self):
        return str(self)

    def is_reserved(self):
        return False

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote

        return 'file://' + quote(bytes(self))

    def __str__(self):
        return self._root + '/'.join(self._parts) or '.'

    __fspath__ = __str__

    def __repr__(self):
        return f'{self.__class__.__name__}({str(self)!r})'

    def __bytes__(self):
        return str(self).encode()

    def __truediv__(self, key):
        try:
            return self._of(*_split((self, key)))
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._of(*_split((key, self)))
        except TypeError:
            return NotImplemented

    def joinpath(self, *args):
        return self._of(*_split((self, *args)))

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._of(self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and not suffix.startswith('.') or suffix == '.' or '/' in suffix:
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self.with_name(self.stem + suffix)

    def relative_to(self, *other):
        base = PurePath(*other)
        count = len(base._parts)
        if self._root != base._root or self._parts[:count] != base._parts:
            raise ValueError(
                f'{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative '
                'and the other is absolute.'
            )
        return self._of('', self._parts[count:])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def match(self, pattern):
        import fnmatch

        wanted = PurePath(pattern).parts
        if not wanted:
            raise ValueError('empty pattern')
        parts = self.parts
        if len(wanted) > len(parts) or wanted[0] == '/' and len(wanted) != len(parts):
            return False
        return all(fnmatch.fnmatchcase(a, b) for a, b in zip(parts[::-1], wanted[::-1]))

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self.parts)

    def __reduce__(self):
        return self.__class__, (str(self),)


def _split(args):
    """(root, parts) of paths joined; an absolute one begins anew."""
    root = ''
    parts = []
    for arg in args:
        text = os.fspath(arg)
        if not isinstance(text, str):
            raise TypeError(
                'argument should be a str or an os.PathLike object where __fspath__ returns a '
                f'str, not {type(text).__name__!r}'
            )
        if text.startswith('/'):
            root = '/'
            parts = []
        parts += [part for part in text.split('/') if part not in ('', '.')]
    return root, parts


class PurePosixPath(PurePath):
    __slots__ = ()


class Path(PurePath):
    __slots__ = ()

    def __new__(cls, *args):
        if cls is Path:
            cls = PosixPath
        return cls._of(*_split(args))

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls('~').expanduser()

    def expanduser(self):
        if not self._root and self._parts and self._parts[0].startswith('~'):
            home = os.path.expanduser(self._parts[0])
            if home.startswith('~'):
                raise RuntimeError('Could not determine home directory.')
            return self.__class__(home, *self._parts[1:])
        return self

    def absolute(self):
        return self if self.is_absolute() else self.cwd() / self

    def resolve(self, strict=False):
        parts = []
        for part in self.absolute()._parts:
            if part == '..':
                del parts[-1:]
            else:
                parts.append(part)
        return self._of('/', parts)

    def exists(self):
        return _host.kind(str(self)) != '-'

    def is_file(self):
        return _host.kind(str(self)) == 'f'

    def is_dir(self):
        return _host.kind(str(self)) == 'd'

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return os.stat(self)

    lstat = stat

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open(encoding=encoding, errors=errors) as f:
            return f.read()

    def read_bytes(self):
        with self.open('rb') as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {data.__class__.__name__}')
        with self.open('w', encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    def write_bytes(self, data):
        with self.open('wb') as f:
            return f.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        with self.open('a' if exist_ok else 'x'):
            pass

    def iterdir(self):
        for name in _host.listdir(str(self)):
            yield self / name

    def glob(self, pattern):
        import fnmatch

        first, _, rest = pattern.partition('/')
        if first == '**':
            yield from self.rglob(rest) if rest else [self]
            return
        for path in self.iterdir():
            if fnmatch.fnmatchcase(path.name, first):
                if not rest:
                    yield path
                elif path.is_dir():
                    yield from path.glob(rest)

    def rglob(self, pattern):
        yield from self.glob(pattern)
        for path in self.iterdir():
            if path.is_dir():
                yield from path.rglob(pattern)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _host.mkdir(str(self))
        except FileNotFoundError:
            if not parents or not self._parts:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(exist_ok=exist_ok)
        except FileExistsError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        _host.rmdir(str(self))

    def unlink(self, missing_ok=False):
        try:
            _host.remove(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        _host.rename(str(self), os.fspath(target))
        return self.__class__(target)

    replace = rename

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


class PosixPath(Path, PurePosixPath):
    __slots__ = ()
