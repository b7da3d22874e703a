# SPDX-License-Identifier: MIT
"""Tracebacks as text.

What the interpreter prints of an uncaught exception is made by `_traceback`, in C++; the functions
here that format a whole exception use the same code. Stacks are made of FrameSummary objects.
"""
import _traceback
import sys

__all__ = [
    'extract_stack',
    'extract_tb',
    'format_exception',
    'format_exception_only',
    'format_list',
    'format_stack',
    'format_tb',
    'print_exc',
    'format_exc',
    'print_exception',
    'print_last',
    'print_stack',
    'print_tb',
    'clear_frames',
    'FrameSummary',
    'StackSummary',
    'TracebackException',
    'walk_stack',
    'walk_tb',
    'print_list',
]

_SENTINEL = object()
_REPEATED_SHOWN = 3


class FrameSummary:
    """One line of a stack."""

    __slots__ = (
        'filename',
        'lineno',
        'name',
        '_line',
        'locals',
        'colno',
        'end_lineno',
        'end_colno',
        '_text',
    )

    def __init__(
        self,
        filename,
        lineno,
        name,
        *,
        lookup_line=True,
        locals=None,
        line=None,
        end_lineno=None,
        colno=None,
        end_colno=None,
        _text=None,
    ):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno
        self._text = _text

    @property
    def line(self):
        if self._line is None:
            self._line = ''
        return self._line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __getitem__(self, position):
        return (self.filename, self.lineno, self.name, self.line)[position]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

    def __len__(self):
        return 4


class StackSummary(list):
    """A list of FrameSummary objects, the oldest first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        frames = list(frame_gen)
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
        if limit is not None:
            frames = frames[:limit] if limit >= 0 else frames[limit:]
        return klass(
            FrameSummary(
                f.f_code.co_filename,
                lineno,
                f.f_code.co_name,
                locals=f.f_locals if capture_locals else None,
                line=_traceback.line_of(f.f_code, lineno),
            )
            for f, lineno in frames
        )

    @classmethod
    def from_list(klass, a_list):
        return klass(
            frame
            if isinstance(frame, FrameSummary)
            else FrameSummary(frame[0], frame[1], frame[2], line=frame[3])
            for frame in a_list
        )

    def format_frame_summary(self, frame):
        if frame._text is not None:
            return frame._text
        row = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        if frame.line:
            row += f'    {frame.line.strip()}\n'
        if frame.locals:
            for name, value in sorted(frame.locals.items()):
                row += f'    {name} = {value}\n'
        return row

    def format(self):
        result = []
        last = None
        count = 0
        for frame in self:
            key = frame.filename, frame.lineno, frame.name
            if key != last:
                result += _repeated(count)
                last = key
                count = 0
            count += 1
            if count <= _REPEATED_SHOWN:
                result.append(self.format_frame_summary(frame))
        return result + _repeated(count)


def _repeated(count):
    more = count - _REPEATED_SHOWN
    if more <= 0:
        return []
    return [f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n']


def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _write(lines, file):
    (sys.stderr if file is None else file).write(''.join(lines))


def extract_tb(tb, limit=None):
    rows = [
        FrameSummary(filename, lineno, name, line=line, _text=text)
        for text, line, filename, lineno, name in _traceback.entries(tb)
    ]
    if limit is None:
        limit = getattr(sys, 'tracebacklimit', None)
    if limit is not None:
        rows = rows[:limit] if limit >= 0 else rows[limit:]
    return StackSummary(rows)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    frames = list(walk_stack(f))
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    return StackSummary.extract(reversed(frames))


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    _write(extract_stack(f, limit).format(), file)


def _parse(exc, value, tb):
    if (value is _SENTINEL) != (tb is _SENTINEL):
        raise ValueError('Both or neither of value and tb must be given')
    if value is _SENTINEL:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
        return exc, None if exc is None else exc.__traceback__
    return value, tb


def _split(text):
    """The text in lines, each with its newline."""
    return text.splitlines(keepends=True)


_CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
_CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'


class TracebackException:
    """An exception's text, to be printed when the exception itself is gone."""

    def __init__(
        self,
        exc_type,
        exc_value,
        exc_traceback,
        *,
        limit=None,
        lookup_lines=True,
        capture_locals=False,
        compact=False,
        max_group_width=15,
        max_group_depth=10,
        _seen=None,
    ):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self._str = None if exc_value is None else _safe_str(exc_value)
        self._only = (
            _split(_traceback.format_only(exc_value))
            if exc_value is not None
            else ['NoneType: None\n']
        )
        self._whole = None
        self.stack = extract_tb(exc_traceback, limit)
        self.__notes__ = getattr(exc_value, '__notes__', None)
        self.__suppress_context__ = bool(getattr(exc_value, '__suppress_context__', False))
        if isinstance(exc_value, BaseExceptionGroup):
            self._whole = _split(_traceback.format_exception(exc_value, False))

        def other(value):
            if value is None or id(value) in seen:
                return None
            return TracebackException(
                type(value), value, value.__traceback__, limit=limit, _seen=seen
            )

        self.__cause__ = other(getattr(exc_value, '__cause__', None))
        self.__context__ = None
        if self.__cause__ is None and not self.__suppress_context__:
            self.__context__ = other(getattr(exc_value, '__context__', None))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    def format_exception_only(self):
        yield from self._only

    def format(self, *, chain=True, _ctx=None):
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield _CAUSE
            elif self.__context__ is not None:
                yield from self.__context__.format(chain=chain)
                yield _CONTEXT
        if self._whole is not None:
            yield from self._whole
            return
        if self.stack:
            yield 'Traceback (most recent call last):\n'
            yield from self.stack.format()
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True):
        for line in self.format(chain=chain):
            print(line, file=file if file is not None else sys.stderr, end='')


def _safe_str(value):
    try:
        return str(value)
    except Exception:
        return '<exception str() failed>'


def format_exception(exc, /, value=_SENTINEL, tb=_SENTINEL, limit=None, chain=True):
    value, tb = _parse(exc, value, tb)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(te.format(chain=chain))


def format_exception_only(exc, /, value=_SENTINEL):
    if value is _SENTINEL:
        value = exc
    return list(TracebackException(type(value), value, None).format_exception_only())


def print_exception(exc, /, value=_SENTINEL, tb=_SENTINEL, limit=None, file=None, chain=True):
    value, tb = _parse(exc, value, tb)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    te.print(file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next
