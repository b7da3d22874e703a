# SPDX-License-Identifier: MIT
"""The assert...() methods of TestCase."""
import collections
import difflib
import logging
import pprint
import re
import warnings

__unittest = True


def _shown(value, short=False):
    text = repr(value)
    return text if not short or len(text) < 80 else text[:80] + ' [truncated]...'


class _Raises:
    """assertRaises() as a context manager."""

    def __init__(self, test, expected, pattern, msg):
        self._test, self.expected, self._pattern, self._msg = test, expected, pattern, msg

    def _name(self):
        if isinstance(self.expected, tuple):
            return str(self.expected)
        return self.expected.__name__

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self._test.fail(self._test._formatMessage(self._msg, f'{self._name()} not raised'))
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self._pattern is not None and not re.search(self._pattern, str(error)):
            pattern = getattr(self._pattern, 'pattern', self._pattern)
            self._test.fail(
                self._test._formatMessage(self._msg, f'"{pattern}" does not match "{error}"')
            )
        return True


class _Warns(_Raises):
    def __enter__(self):
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, kind, error, trace):
        self._catcher.__exit__(kind, error, trace)
        if kind is not None:
            return False
        for seen in self.warnings:
            if issubclass(seen.category, self.expected):
                if self._pattern is None or re.search(self._pattern, str(seen.message)):
                    self.warning, self.filename, self.lineno = (
                        seen.message,
                        seen.filename,
                        seen.lineno,
                    )
                    return None
        self._test.fail(self._test._formatMessage(self._msg, f'{self._name()} not triggered'))


_Watched = collections.namedtuple('_LoggingWatcher', ['records', 'output'])


class _Logs:
    def __init__(self, test, logger, level):
        self._test = test
        self._logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self._level = (
            logging.getLevelName(level) if isinstance(level, str) else level or logging.INFO
        )

    def __enter__(self):
        watcher = _Watched([], [])
        formatter = logging.Formatter('%(levelname)s:%(name)s:%(message)s')

        class Capturing(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(formatter.format(record))

        handler = Capturing()
        handler.setLevel(self._level)
        self._watcher = watcher
        self._old = self._logger.handlers[:], self._logger.level, self._logger.propagate
        self._logger.handlers, self._logger.propagate = [handler], False
        self._logger.setLevel(self._level)
        return watcher

    def __exit__(self, kind, error, trace):
        self._logger.handlers, level, self._logger.propagate = self._old
        self._logger.setLevel(level)
        if kind is None and not self._watcher.records:
            level = logging.getLevelName(self._level)
            self._test.fail(f'no logs of level {level} or higher triggered on {self._logger.name}')
        return False


class Assertions:
    """What a test may claim. Each takes a message of its own at the end."""

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f'{standard} : {msg}'

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _require(self, holds, msg, standard):
        if not holds:
            raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        self._require(expr, msg, f'{_shown(expr)} is not true')

    def assertFalse(self, expr, msg=None):
        self._require(not expr, msg, f'{_shown(expr)} is not false')

    def assertEqual(self, first, second, msg=None):
        if first == second:
            return
        standard = f'{_shown(first, True)} != {_shown(second, True)}'
        if type(first) is type(second):
            standard = self._difference(first, second, standard)
        self.fail(self._formatMessage(msg, standard))

    def _difference(self, first, second, standard):
        if isinstance(first, str):
            if '\n' in first or '\n' in second:
                lines = difflib.ndiff(
                    first.splitlines(keepends=True), second.splitlines(keepends=True)
                )
                return standard + '\n' + ''.join(lines)
            return standard + '\n' + ''.join(difflib.ndiff([first + '\n'], [second + '\n']))
        if isinstance(first, (list, tuple)):
            return self._sequence_difference(first, second)
        if isinstance(first, dict):
            return (
                standard
                + '\n'
                + '\n'.join(
                    difflib.ndiff(
                        pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()
                    )
                )
            )
        if isinstance(first, (set, frozenset)):
            lines = []
            for extra, name, other in (
                (first - second, 'first', 'second'),
                (second - first, 'second', 'first'),
            ):
                if extra:
                    lines.append(f'Items in the {name} set but not the {other}:')
                    lines += map(repr, extra)
            return '\n'.join(lines)
        return standard

    def _sequence_difference(self, first, second):
        kind = type(first).__name__
        text = f'{kind.capitalize()}s differ: {_shown(first, True)} != {_shown(second, True)}\n'
        for i in range(min(len(first), len(second))):
            if first[i] != second[i]:
                text += f'\nFirst differing element {i}:\n'
                text += f'{_shown(first[i], True)}\n{_shown(second[i], True)}\n'
                break
        for longer, shorter, name in ((first, second, 'First'), (second, first, 'Second')):
            if len(longer) > len(shorter):
                text += (
                    f'\n{name} {kind} contains {len(longer) - len(shorter)} additional elements.\n'
                )
                text += (
                    f'First extra element {len(shorter)}:\n{_shown(longer[len(shorter)], True)}\n'
                )
        lines = difflib.ndiff(
            pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()
        )
        return text + '\n' + '\n'.join(lines)

    assertListEqual = (
        assertTupleEqual
    ) = assertDictEqual = assertSetEqual = assertSequenceEqual = assertEqual
    assertMultiLineEqual = assertEqual

    def assertNotEqual(self, first, second, msg=None):
        self._require(first != second, msg, f'{_shown(first)} == {_shown(second)}')

    def assertIs(self, expr1, expr2, msg=None):
        self._require(expr1 is expr2, msg, f'{_shown(expr1)} is not {_shown(expr2)}')

    def assertIsNot(self, expr1, expr2, msg=None):
        self._require(expr1 is not expr2, msg, f'unexpectedly identical: {_shown(expr1)}')

    def assertIsNone(self, obj, msg=None):
        self._require(obj is None, msg, f'{_shown(obj)} is not None')

    def assertIsNotNone(self, obj, msg=None):
        self._require(obj is not None, msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        self._require(
            member in container, msg, f'{_shown(member)} not found in {_shown(container)}'
        )

    def assertNotIn(self, member, container, msg=None):
        self._require(
            member not in container,
            msg,
            f'{_shown(member)} unexpectedly found in {_shown(container)}',
        )

    def assertIsInstance(self, obj, cls, msg=None):
        self._require(isinstance(obj, cls), msg, f'{_shown(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._require(not isinstance(obj, cls), msg, f'{_shown(obj)} is an instance of {cls!r}')

    def assertGreater(self, a, b, msg=None):
        self._require(a > b, msg, f'{_shown(a)} not greater than {_shown(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        self._require(a >= b, msg, f'{_shown(a)} not greater than or equal to {_shown(b)}')

    def assertLess(self, a, b, msg=None):
        self._require(a < b, msg, f'{_shown(a)} not less than {_shown(b)}')

    def assertLessEqual(self, a, b, msg=None):
        self._require(a <= b, msg, f'{_shown(a)} not less than or equal to {_shown(b)}')

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        difference = abs(first - second)
        if delta is not None:
            holds, limit = difference <= delta, f'{_shown(delta)} delta'
        else:
            places = 7 if places is None else places
            holds, limit = round(difference, places) == 0, f'{places} places'
        self._require(
            holds,
            msg,
            f'{_shown(first)} != {_shown(second)} within {limit} ({_shown(difference)} difference)',
        )

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        difference = abs(first - second)
        if delta is not None:
            holds, limit = first != second and difference > delta, f'{_shown(delta)} delta'
        else:
            places = 7 if places is None else places
            holds, limit = first != second and round(difference, places) != 0, f'{places} places'
        self._require(holds, msg, f'{_shown(first)} == {_shown(second)} within {limit}')

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        lines = []
        seen = []
        for item in first + second:
            if item not in seen:
                seen.append(item)
                counts = first.count(item), second.count(item)
                if counts[0] != counts[1]:
                    lines.append('First has %d, Second has %d:  %r' % (*counts, item))
        self._require(
            not lines, msg, '\n'.join(['Element counts were not equal:', *lines])
        )

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = getattr(expected_regex, 'pattern', expected_regex)
        self._require(
            re.search(expected_regex, text),
            msg,
            f"Regex didn't match: {pattern!r} not found in {text!r}",
        )

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = re.search(unexpected_regex, text)
        pattern = getattr(unexpected_regex, 'pattern', unexpected_regex)
        shown = text[found.start() : found.end()] if found else ''
        self._require(not found, msg, f'Regex matched: {shown!r} matches {pattern!r} in {text!r}')

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._expect(_Raises, expected_exception, None, args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._expect(_Raises, expected_exception, expected_regex, args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return self._expect(_Warns, expected_warning, None, args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return self._expect(_Warns, expected_warning, expected_regex, args, kwargs)

    def _expect(self, kind, expected, pattern, args, kwargs):
        if not args:
            return kind(self, expected, pattern, kwargs.get('msg'))
        with kind(self, expected, pattern, None):
            args[0](*args[1:], **kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level)
