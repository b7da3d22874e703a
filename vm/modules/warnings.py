# SPDX-License-Identifier: MIT
"""Warnings: what is shown, what is not, what becomes an error.

The filters begin as CPython's: deprecations show in `__main__` only.
"""
import sys

import _traceback

__all__ = [
    'warn',
    'warn_explicit',
    'showwarning',
    'formatwarning',
    'filterwarnings',
    'simplefilter',
    'resetwarnings',
    'catch_warnings',
]

# (action, message, category, module, line); messages and modules are the beginnings of texts
filters = [
    ('default', None, DeprecationWarning, '__main__', 0),
    ('ignore', None, DeprecationWarning, None, 0),
    ('ignore', None, PendingDeprecationWarning, None, 0),
    ('ignore', None, ImportWarning, None, 0),
    ('ignore', None, ResourceWarning, None, 0),
]
_defaultaction = 'default'
_onceregistry = {}
_ACTIONS = ('error', 'ignore', 'always', 'default', 'module', 'once')


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f'{{message : {self.message!r}, category : {self._category_name!r}, '
            f'filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}'
        )


def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    line = (line or '').strip()
    return text + f'  {line}\n' if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = sys.stderr if file is None else file
    if file is None:
        return
    try:
        file.write(formatwarning(message, category, filename, lineno, line))
    except OSError:
        pass


_showwarning_orig = showwarning


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
        return
    if item in filters:
        filters.remove(item)
    filters.insert(0, item)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(category, type), 'category must be a class'
    assert issubclass(category, Warning), 'category must be a Warning subclass'
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in _ACTIONS, f'invalid action: {action!r}'
    _add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    filters[:] = []


def _matches(pattern, text, whole):
    if pattern is None:
        return True
    if pattern.isidentifier():
        return text == pattern if whole else text.lower().startswith(pattern.lower())
    import re

    return re.match(pattern + (r'\Z' if whole else ''), text, re.I) is not None


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    frame = sys._getframe(1)
    for _ in range(stacklevel - 1):
        if frame.f_back is None:
            break
        frame = frame.f_back
    registry = frame.f_globals.setdefault('__warningregistry__', {})
    _warn(
        message,
        category,
        frame.f_code.co_filename,
        frame.f_lineno,
        frame.f_globals.get('__name__', '<string>'),
        registry,
        _traceback.line_of(frame.f_code, frame.f_lineno),
    )


def warn_explicit(
    message,
    category,
    filename,
    lineno,
    module=None,
    registry=None,
    module_globals=None,
    source=None,
):
    if module is None:
        module = filename.removesuffix('.py') or '<unknown>'
    if isinstance(message, Warning):
        category = message.__class__
    _warn(message, category, filename, lineno, module, {} if registry is None else registry, None)


def _warn(message, category, filename, lineno, module, registry, line):
    if isinstance(message, Warning):
        text = str(message)
    else:
        text = message
        message = category(message)
    key = text, category, lineno
    action = _defaultaction
    for action, msg, cat, mod, ln in filters:
        if (
            issubclass(category, cat)
            and _matches(msg, text, False)
            and _matches(mod, module, True)
            and ln in (0, lineno)
        ):
            break
    else:
        action = _defaultaction
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action == 'once':
        if (text, category) in _onceregistry:
            return
        _onceregistry[text, category] = 1
    elif action != 'always':
        if action == 'module':
            key = text, category, 0
        if registry.get(key):
            return
        registry[key] = True
    _showwarnmsg(WarningMessage(message, category, filename, lineno, None, line))


def _showwarnmsg(msg):
    if showwarning is not _showwarning_orig:
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
    else:
        _showwarning_orig(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


class catch_warnings:
    """Restores filters and showwarning at the end; with record=True gives a list of warnings."""

    def __init__(
        self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False
    ):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        global _showwarnmsg, showwarning
        if self._entered:
            raise RuntimeError(f'Cannot enter {self!r} twice')
        self._entered = True
        self._saved = filters[:], showwarning, _showwarnmsg
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        _showwarnmsg = log.append
        return log

    def __exit__(self, *exc_info):
        global _showwarnmsg, showwarning
        if not self._entered:
            raise RuntimeError(f'Cannot exit {self!r} without entering first')
        filters[:], showwarning, _showwarnmsg = self._saved
