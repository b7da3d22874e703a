# SPDX-License-Identifier: MIT
"""Values of a context: each thread has one, and code can be run in a copy."""
from threading import local as _local

__all__ = ['Context', 'ContextVar', 'Token', 'copy_context']

_MISSING = object()


class _Current(_local):
    context = None


_current = _Current()


def _context_of_thread():
    if _current.context is None:
        _current.context = Context()
    return _current.context


class Context:
    """A mapping of variables to values."""

    def __init__(self):
        self._values = {}
        self._is_entered = False

    def run(self, callable, /, *args, **kwargs):
        """Calls something in this context."""
        if self._is_entered:
            raise RuntimeError(f'cannot enter context: {self} is already entered')
        previous = _context_of_thread()
        self._is_entered = True
        _current.context = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current.context = previous
            self._is_entered = False

    def copy(self):
        made = Context()
        made._values = self._values.copy()
        return made

    def get(self, var, default=None, /):
        _check(var)
        return self._values.get(var, default)

    def __getitem__(self, var):
        _check(var)
        return self._values[var]

    def __contains__(self, var):
        _check(var)
        return var in self._values

    def __iter__(self):
        return iter(self._values.copy())

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


def _check(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f'a ContextVar key was expected, got {var!r}')


class ContextVar:
    """A variable whose value belongs to the context."""

    def __init__(self, name, /, *, default=_MISSING):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name = name
        self._default = default

    __class_getitem__ = classmethod(type(list[int]))

    @property
    def name(self):
        return self._name

    def get(self, default=_MISSING, /):
        value = _context_of_thread()._values.get(self, _MISSING)
        if value is not _MISSING:
            return value
        if default is not _MISSING:
            return default
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        context = _context_of_thread()
        token = Token(context, self, context._values.get(self, Token.MISSING))
        context._values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._is_used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        context = _context_of_thread()
        if token._context is not context:
            raise ValueError(f'{token!r} was created in a different Context')
        token._is_used = True
        if token._old_value is Token.MISSING:
            del context._values[self]
        else:
            context._values[self] = token._old_value

    def __repr__(self):
        default = '' if self._default is _MISSING else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'


class _Missing:
    def __repr__(self):
        return '<Token.MISSING>'


class Token:
    """What set() returns: the way back."""

    MISSING = _Missing()

    def __init__(self, context, var, old_value):
        self._context = context
        self._var = var
        self._old_value = old_value
        self._is_used = False

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old_value

    def __repr__(self):
        used = ' used' if self._is_used else ''
        return f'<Token{used} var={self._var!r} at {id(self):#x}>'


def copy_context():
    """A copy of the thread's context."""
    return _context_of_thread().copy()
