# SPDX-License-Identifier: MIT
"""The examples of docstrings, run and compared with what stands there.

An example is compiled as an expression if it is one, so that its value is shown as an interactive
session shows it, and as statements otherwise. Where an example stands is looked up in the module's
text, which linecache may reach for the program's own modules.
"""
import builtins
import inspect
import io
import linecache
import re
import sys
import traceback
from collections import namedtuple

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE',
           'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP', 'IGNORE_EXCEPTION_DETAIL',
           'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
           'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest',
           'DocTestParser', 'DocTestFinder', 'DocTestRunner', 'OutputChecker', 'testmod',
           'run_docstring_examples', 'DocTestSuite', 'TestResults']

TestResults = namedtuple('TestResults', 'failed attempted')
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE
                    | ELLIPSIS | SKIP | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE
                   | FAIL_FAST)
BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'
_STARS = '*' * 70
_DIRECTIVE = re.compile(r'#\s*doctest:\s*([^\n\'"]*)$', re.MULTILINE)
_PROMPT = re.compile(r'^( *)>>>( |$)')


def _indented(text):
    return ''.join('    ' + line if line.strip('\n') else line
                   for line in text.splitlines(keepends=True))


# --- examples and where they stand ---------------------------------------------------------------

class Example:
    """One example: its source, and what it should print or which exception it should raise."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = want + '\n' if want and not want.endswith('\n') else want
        self.exc_msg = exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = options or {}


class DocTest:
    """The examples of one docstring."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples = examples
        self.docstring = docstring
        self.globs = dict(globs)
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        shown = 'no examples' if not count else '1 example' if count == 1 else f'{count} examples'
        return f'<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({shown})>'

    def __lt__(self, other):
        return (self.name, self.filename or '', self.lineno or 0) < (
            other.name, other.filename or '', other.lineno or 0)


class DocTestParser:
    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        lines = string.expandtabs().split('\n')
        examples = []
        at = 0
        while at < len(lines):
            prompt = _PROMPT.match(lines[at])
            if prompt is None:
                if re.match(r' *>>>\S', lines[at]):
                    raise ValueError(f'line {at + 1} of the docstring for {name} lacks blank '
                                     f'after >>>: {lines[at]!r}')
                at += 1
                continue
            indent, start = len(prompt[1]), at
            source = [lines[at][indent + 4:]]
            at += 1
            while at < len(lines) and re.match(r' {%d}\.\.\.( |$)' % indent, lines[at]):
                source.append(lines[at][indent + 4:])
                at += 1
            want = []
            while at < len(lines) and lines[at].strip() and not _PROMPT.match(lines[at]):
                if lines[at][:indent].strip():
                    raise ValueError(f'line {at + 1} of the docstring for {name} has inconsistent '
                                     f'leading whitespace: {lines[at]!r}')
                want.append(lines[at][indent:])
                at += 1
            text = '\n'.join(source)
            options = self._options(text, name, start + 1)
            if not all(line.split('#')[0].strip() == '' for line in source):
                examples.append(Example(text, '\n'.join(want), _exception_message(want), start,
                                        indent, options))
        return examples

    @staticmethod
    def _options(source, name, lineno):
        options = {}
        for directive in _DIRECTIVE.finditer(source):
            for word in directive[1].replace(',', ' ').split():
                if word[0] not in '+-' or word[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f'line {lineno} of the doctest for {name} has an invalid '
                                     f'option: {word!r}')
                options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == '+'
        return options


def _exception_message(want):
    """What is expected behind a traceback's frames; None: no exception is."""
    heads = ('Traceback (most recent call last):', 'Traceback (innermost last):')
    if not want or want[0].rstrip() not in heads:
        return None
    for at, line in enumerate(want[1:], 1):
        if line[:1].isalnum() or line[:1] == '_':
            return '\n'.join(want[at:]) + '\n'
    return None


class DocTestFinder:
    """Finds the docstrings of an object and of what it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._verbose = verbose
        self._parser = parser
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = obj.__name__
        if module is None:
            module = obj if inspect.ismodule(obj) else sys.modules.get(
                getattr(obj, '__module__', None))
        filename = getattr(module, '__file__', None)
        lines = linecache.getlines(filename) if filename else []
        globs = dict(vars(module) if module and globs is None else globs or {})
        globs.update(extraglobs or {})
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, filename, lines, globs, set())
        tests.sort()
        return tests

    def _find(self, tests, obj, name, module, filename, lines, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        if self._verbose:
            print(f'Finding tests in {name}')
        text = obj if isinstance(obj, str) else getattr(obj, '__doc__', None) or ''
        if text or not self._exclude_empty:
            tests.append(self._parser.get_doctest(str(text), globs, name, filename,
                                                  _line_of(obj, lines)))
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for key, value in vars(obj).items():
                is_own = (inspect.isroutine(inspect.unwrap(value))
                          or inspect.isclass(value)) if callable(value) else False
                if is_own and getattr(value, '__module__', None) == module.__name__:
                    self._find(tests, value, f'{name}.{key}', module, filename, lines, globs, seen)
            for key, value in getattr(obj, '__test__', {}).items():
                self._find(tests, value, f'{name}.__test__.{key}', module, filename, lines, globs,
                           seen)
        elif inspect.isclass(obj):
            for key, value in vars(obj).items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (inspect.isroutine(value) or inspect.isclass(value)
                        or isinstance(value, property)):
                    self._find(tests, value, f'{name}.{key}', module, filename, lines, globs, seen)


def _line_of(obj, lines):
    """The index of the line where a docstring begins; None: unknown."""
    if inspect.ismodule(obj):
        return 0
    if inspect.isclass(obj):
        pattern = re.compile(r'^\s*class\s*%s\b' % re.escape(obj.__name__))
        found = [at for at, line in enumerate(lines) if pattern.match(line)]
        lineno = found[0] if found else None
    else:
        if isinstance(obj, property):
            obj = obj.fget
        code = getattr(inspect.unwrap(obj), '__code__', None) if callable(obj) else None
        lineno = None if code is None else code.co_firstlineno - 1
    if lineno is None:
        return None
    opens = re.compile(r'(^|.*:)\s*\w*("|\')')
    for at in range(lineno, len(lines)):
        if opens.match(lines[at]):
            return at
    return None


# --- running -------------------------------------------------------------------------------------

class OutputChecker:
    def check_output(self, want, got, optionflags):
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (
                ('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(r'(?m)^%s\s*?$' % re.escape(BLANKLINE_MARKER), '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _matches_with_ellipses(want, got)

    def output_difference(self, example, got, optionflags):
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub(r'(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if want and got:
            return f'Expected:\n{_indented(want)}Got:\n{_indented(got)}'
        if want:
            return f'Expected:\n{_indented(want)}Got nothing\n'
        if got:
            return f'Expected nothing\nGot:\n{_indented(got)}'
        return 'Expected nothing\nGot nothing\n'


def _matches_with_ellipses(want, got):
    pieces = want.split(ELLIPSIS_MARKER)
    if len(pieces) == 1:
        return want == got
    first, *middle, last = pieces
    if len(first) + len(last) > len(got) or not (got.startswith(first) and got.endswith(last)):
        return False
    at, end = len(first), len(got) - len(last)
    for piece in middle:
        at = got.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _is_same_exception(want, got):
    """Whether the exceptions' names are equal, whatever module they are said to be of."""
    names = [re.match(r'[\w.]*', text)[0].rpartition('.')[2] for text in (want, got)]
    return names[0] == names[1]


def _run_source(source, filename, globs):
    try:
        code = compile(source.strip('\n'), filename, 'eval')
    except SyntaxError:
        exec(compile(source, filename, 'exec'), globs)
        return
    value = eval(code, globs)
    if value is not None:
        builtins._ = value
        print(repr(value))


class DocTestRunner:
    """Runs DocTests and reports what differs."""

    DIVIDER = _STARS

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self.tries = self.failures = 0
        self._results = {}  # name -> [failures, tries]

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        real_stdout = sys.stdout
        out = out or real_stdout.write
        failures = tries = 0
        for number, example in enumerate(test.examples):
            flags = self.optionflags
            for flag, is_set in example.options.items():
                flags = flags | flag if is_set else flags & ~flag
            if flags & SKIP:
                continue
            tries += 1
            if self._verbose:
                want = f'Expecting:\n{_indented(example.want)}' if example.want else (
                    'Expecting nothing\n')
                out(f'Trying:\n{_indented(example.source)}{want}')
            got, exception = self._run_example(test, example, number)
            if exception is None:
                is_right = self._checker.check_output(example.want, got, flags)
            else:
                message = ''.join(traceback.format_exception_only(*exception[:2]))
                if example.exc_msg is None:
                    failures += 1
                    trace = ''.join(traceback.format_exception(*exception))
                    out(self._header(test, example) + 'Exception raised:\n' + _indented(trace))
                    if self.optionflags & FAIL_FAST:
                        break
                    continue
                is_right = self._checker.check_output(example.exc_msg, message, flags) or (
                    flags & IGNORE_EXCEPTION_DETAIL
                    and _is_same_exception(example.exc_msg, message))
                got += ''.join(traceback.format_exception(*exception))
            if is_right:
                if self._verbose:
                    out('ok\n')
                continue
            failures += 1
            if failures == 1 or not flags & REPORT_ONLY_FIRST_FAILURE:
                out(self._header(test, example)
                    + self._checker.output_difference(example, got, flags))
            if self.optionflags & FAIL_FAST:
                break
        counts = self._results.setdefault(test.name, [0, 0])
        counts[0] += failures
        counts[1] += tries
        self.failures += failures
        self.tries += tries
        return TestResults(failures, tries)

    @staticmethod
    def _run_example(test, example, number):
        """(what it printed, sys.exc_info() of the exception it raised or None)"""
        real_stdout, sys.stdout = sys.stdout, io.StringIO()
        try:
            _run_source(example.source, f'<doctest {test.name}[{number}]>', test.globs)
            exception = None
        except KeyboardInterrupt:
            raise
        except BaseException:
            kind, value, trace = sys.exc_info()
            exception = kind, value, trace.tb_next.tb_next if trace.tb_next else None
        finally:
            printed, sys.stdout = sys.stdout.getvalue(), real_stdout
        return printed + '\n' if printed and not printed.endswith('\n') else printed, exception

    def _header(self, test, example):
        if test.filename:
            lineno = '?' if test.lineno is None else test.lineno + example.lineno + 1
            place = f'File "{test.filename}", line {lineno}, in {test.name}'
        else:
            place = f'Line {example.lineno + 1}, in {test.name}'
        return f'{self.DIVIDER}\n{place}\nFailed example:\n{_indented(example.source)}'

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        without, passed, failed = [], [], []
        for name, (failures, tries) in sorted(self._results.items()):
            kind = failed if failures else passed if tries else without
            kind.append((name, failures, tries))
        if verbose:
            if without:
                print(len(without), 'items had no tests:')
                for name, _, _ in without:
                    print('   ', name)
            if passed:
                print(len(passed), 'items passed all tests:')
                for name, _, tries in passed:
                    print(' %3d tests in %s' % (tries, name))
        if failed:
            print(self.DIVIDER)
            print(len(failed), 'items had failures:')
            for name, failures, tries in failed:
                print(' %3d of %3d in %s' % (failures, tries, name))
        if verbose:
            print(self.tries, 'tests in', len(self._results), 'items.')
            print(self.tries - self.failures, 'passed and', self.failures, 'failed.')
        if self.failures:
            print('***Test Failed***', self.failures, 'failures.')
        elif verbose:
            print('Test passed.')
        return TestResults(self.failures, self.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0,
            extraglobs=None, raise_on_error=False, exclude_empty=False):
    if m is None:
        m = sys.modules['__main__']
    if not inspect.ismodule(m):
        raise TypeError(f'testmod: module required; {m!r}')
    finder = DocTestFinder(exclude_empty=exclude_empty)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, name or m.__name__, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None,
                           optionflags=0):
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test)


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, optionflags=0):
    """Each docstring as a test of unittest."""
    import unittest
    module = sys.modules['__main__' if module is None else module] if not inspect.ismodule(
        module) else module

    def check(test):
        report = io.StringIO()
        failed, _ = DocTestRunner(verbose=False, optionflags=optionflags).run(
            test, out=report.write)
        if failed:
            raise AssertionError(f'Failed doctest test for {test.name}\n' + report.getvalue())

    suite = unittest.TestSuite()
    for test in (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs):
        suite.addTest(unittest.FunctionTestCase(lambda test=test: check(test),
                                                description=test.name))
    return suite
