# SPDX-License-Identifier: MIT
"""Tests as methods of classes, and a runner that shows their results on standard error."""
import contextlib
import sys
import time
import traceback
import warnings

from unittest._assertions import Assertions

__all__ = [
    'TestResult',
    'TestCase',
    'TestSuite',
    'TextTestRunner',
    'TestLoader',
    'FunctionTestCase',
    'main',
    'defaultTestLoader',
    'SkipTest',
    'skip',
    'skipIf',
    'skipUnless',
    'expectedFailure',
    'TextTestResult',
    'addModuleCleanup',
]


class SkipTest(Exception):
    """Raised in a test that is to be skipped."""


def skip(reason):
    """Marks a test or a class of tests as skipped."""

    def mark(item):
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    if callable(reason):
        item, reason = reason, ''
        return mark(item)
    return mark


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class TestResult:
    """What became of the tests."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _text(self, err, test):
        """The traceback without the frames of this module."""
        kind, error, trace = err
        while trace and '__unittest' in trace.tb_frame.f_globals:
            trace = trace.tb_next
        if isinstance(error, test.failureException):
            stack = traceback.extract_tb(trace)
            inside = 0
            place = trace
            while place and '__unittest' not in place.tb_frame.f_globals:
                inside += 1
                place = place.tb_next
            lines = ['Traceback (most recent call last):\n', *traceback.format_list(stack[:inside])]
            lines += traceback.format_exception_only(kind, error)
            return ''.join(lines)
        return ''.join(traceback.format_exception(kind, error, trace))

    def addError(self, test, err):
        self.errors.append((test, self._text(err, test)))
        self.shouldStop |= self.failfast

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err, test)))
        self.shouldStop |= self.failfast

    def addSubTest(self, test, subtest, err):
        if err is not None:
            (self.failures if issubclass(err[0], test.failureException) else self.errors).append(
                (subtest, self._text(err, test))
            )

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        return (
            f'<{_class_name(self.__class__)} '
            f'run={self.testsRun} errors={len(self.errors)} '
            f'failures={len(self.failures)}>'
        )


__unittest = True


class _SubTest:
    failureException = AssertionError

    def __init__(self, test, message, parameters):
        self._test = test
        self._message = message
        self._parameters = parameters

    def _description(self):
        parts = [] if self._message is None else [f'[{self._message}]']
        if self._parameters:
            parts.append('(' + ', '.join(f'{k}={v!r}' for k, v in self._parameters.items()) + ')')
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return f'{self._test.id()} {self._description()}'

    def shortDescription(self):
        return self._test.shortDescription()

    def __str__(self):
        return f'{self._test} {self._description()}'


class TestCase(Assertions):
    """One test: a method of a class. setUp() and tearDown() run around each."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _class_cleanups = []

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._testMethodDoc = getattr(getattr(self, methodName, None), '__doc__', None)
        self._cleanups = []
        self._result = None
        self._subtest_failed = False

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups = cls._class_cleanups + [(function, args, kwargs)]

    def enterContext(self, cm):
        result = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return result

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def id(self):
        return f'{_class_name(self.__class__)}.{self._testMethodName}'

    def shortDescription(self):
        return self._testMethodDoc.strip().split('\n')[0].strip() if self._testMethodDoc else None

    def __str__(self):
        return f'{self._testMethodName} ({self.id()})'

    def __repr__(self):
        return f'<{_class_name(self.__class__)} testMethod={self._testMethodName}>'

    def __eq__(self, other):
        return type(self) is type(other) and self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def countTestCases(self):
        return 1

    def skipTest(self, reason):
        raise SkipTest(reason)

    @contextlib.contextmanager
    def subTest(self, msg=None, **params):
        """A part of a test that fails by itself."""
        try:
            yield
        except (SkipTest, KeyboardInterrupt):
            raise
        except Exception:
            self._subtest_failed = True
            if self._result is not None:
                self._result.addSubTest(self, _SubTest(self, msg, params), sys.exc_info())

    def run(self, result=None):
        result = TestResult() if result is None else result
        method = getattr(self, self._testMethodName)
        result.startTest(self)
        self._result = result
        self._subtest_failed = False
        try:
            for marked in (type(self), method):
                if getattr(marked, '__unittest_skip__', False):
                    result.addSkip(self, getattr(marked, '__unittest_skip_why__', ''))
                    return result
            expected = getattr(type(self), '__unittest_expecting_failure__', False) or getattr(
                method, '__unittest_expecting_failure__', False
            )
            self._run_method(method, result, expected)
        finally:
            result.stopTest(self)
        return result

    def _attempt(self, result, function, failures):
        """False: it failed, and the result knows."""
        try:
            function()
            return True
        except KeyboardInterrupt:
            raise
        except SkipTest as reason:
            result.addSkip(self, str(reason))
        except BaseException:
            failures.append(sys.exc_info())
        return False

    def _run_method(self, method, result, expected):
        failures = []
        done = self._attempt(result, self.setUp, failures)
        if done:
            done = self._attempt(result, method, failures)
            done = self._attempt(result, self.tearDown, failures) and done
        done = self._attempt(result, self.doCleanups, failures) and done
        if expected and failures:
            result.addExpectedFailure(self, failures[0])
        elif expected and done:
            result.addUnexpectedSuccess(self)
        elif done and not self._subtest_failed:
            result.addSuccess(self)
        if not expected:
            for failure in failures:
                add = (
                    result.addFailure
                    if issubclass(failure[0], self.failureException)
                    else result.addError
                )
                add(self, failure)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()


class FunctionTestCase(TestCase):
    """A function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__('runTest')
        self._set_up, self._test, self._tear_down = setUp, testFunc, tearDown
        self._description = description

    def setUp(self):
        if self._set_up is not None:
            self._set_up()

    def tearDown(self):
        if self._tear_down is not None:
            self._tear_down()

    def runTest(self):
        self._test()

    def id(self):
        return self._test.__name__

    def __str__(self):
        return f'{_class_name(self.__class__)} ({self._test.__name__})'


class IsolatedAsyncioTestCase(TestCase):
    def __init__(self, methodName='runTest'):
        raise NotImplementedError(
            'unittest.IsolatedAsyncioTestCase is not in the subset: there is no async'
        )


def _class_name(cls):
    return f'{cls.__module__}.{cls.__qualname__}'


class TestSuite:
    """Tests in a row."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __repr__(self):
        return f'<unittest.suite.TestSuite tests={self._tests!r}>'

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self._tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def run(self, result, debug=False):
        current = None
        usable = True
        for test in self._tests:
            if result.shouldStop:
                break
            if isinstance(test, TestSuite):
                test.run(result)
                continue
            if type(test) is not current:
                _end_class(current, usable, result)
                current = type(test)
                usable = _begin_class(current, result)
            if usable:
                test(result)
        _end_class(current, usable, result)
        return result

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)


class _ClassFixture:
    """setUpClass or tearDownClass where it failed, in place of a test."""

    failureException = AssertionError

    def __init__(self, description):
        self._description = description

    def id(self):
        return self._description

    def shortDescription(self):
        return None

    def __str__(self):
        return self._description


def _class_step(cls, name, result):
    try:
        getattr(cls, name, lambda: None)()
        return True
    except SkipTest as reason:
        result.addSkip(_ClassFixture(f'{name} ({_class_name(cls)})'), str(reason))
    except Exception:
        result.addError(_ClassFixture(f'{name} ({_class_name(cls)})'), sys.exc_info())
    return False


def _begin_class(cls, result):
    return getattr(cls, '__unittest_skip__', False) or _class_step(cls, 'setUpClass', result)


def _end_class(cls, usable, result):
    if cls is None or getattr(cls, '__unittest_skip__', False):
        return
    if usable:
        _class_step(cls, 'tearDownClass', result)
    for function, args, kwargs in reversed(getattr(cls, '_class_cleanups', ())):
        function(*args, **kwargs)


class TestLoader:
    testMethodPrefix = 'test'
    suiteClass = TestSuite

    def getTestCaseNames(self, testCaseClass):
        names = (name for name in dir(testCaseClass) if name.startswith(self.testMethodPrefix))
        return [name for name in sorted(names) if callable(getattr(testCaseClass, name))]

    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None):
        found = []
        for name in dir(module):
            item = getattr(module, name)
            if (
                isinstance(item, type)
                and issubclass(item, TestCase)
                and item not in (TestCase, FunctionTestCase)
            ):
                found.append(self.loadTestsFromTestCase(item))
        return self.suiteClass(found)

    def loadTestsFromName(self, name, module=None):
        item = module
        for part in name.split('.'):
            parent, item = item, getattr(item, part)
        if isinstance(item, type) and issubclass(item, TestCase):
            return self.loadTestsFromTestCase(item)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(name.split('.')[-1])])
        found = item()
        return found if isinstance(found, TestSuite) else self.suiteClass([found])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


def makeSuite(testCaseClass, prefix='test', sortUsing=None, suiteClass=TestSuite):
    loader = TestLoader()
    loader.testMethodPrefix = prefix
    return loader.loadTestsFromTestCase(testCaseClass)


class TextTestResult(TestResult):
    __module__ = 'unittest.runner'
    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__()
        self.stream = stream
        self.descriptions = descriptions
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self._line_ended = True

    def getDescription(self, test):
        text = test.shortDescription()
        return f'{test}\n{text}' if self.descriptions and text else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + ' ... ')
            self.stream.flush()
            self._line_ended = False

    def _show(self, test, word, dot):
        if self.showAll:
            is_subtest = isinstance(test, _SubTest)
            if is_subtest or self._line_ended:
                if not self._line_ended:
                    self.stream.write('\n')
                self.stream.write(f'{"  " if is_subtest else ""}{self.getDescription(test)} ... ')
            self.stream.write(word + '\n')
            self._line_ended = True
        elif self.dots:
            self.stream.write(dot)
        self.stream.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self._show(test, 'ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._show(test, 'ERROR', 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._show(test, 'FAIL', 'F')

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            is_failure = issubclass(err[0], test.failureException)
            self._show(subtest, 'FAIL' if is_failure else 'ERROR', 'F' if is_failure else 'E')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._show(test, f'skipped {reason!r}', 's')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._show(test, 'expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._show(test, 'unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write('\n')
        for kind, pairs in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, text in pairs:
                self.stream.write(
                    f'{self.separator1}\n{kind}: {self.getDescription(test)}\n{self.separator2}\n'
                )
                self.stream.write(f'{text}\n')
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + '\n')
            for test in self.unexpectedSuccesses:
                self.stream.write(f'UNEXPECTED SUCCESS: {self.getDescription(test)}\n')
        self.stream.flush()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(
        self,
        stream=None,
        descriptions=True,
        verbosity=1,
        failfast=False,
        buffer=False,
        resultclass=None,
        warnings=None,
        *,
        tb_locals=False,
    ):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        start = time.perf_counter()
        result.startTestRun()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter('default')
                test(result)
        finally:
            result.stopTestRun()
        taken = time.perf_counter() - start
        result.printErrors()
        write = self.stream.write
        write(TextTestResult.separator2 + '\n')
        write(
            f'Ran {result.testsRun} test{"" if result.testsRun == 1 else "s"} in {taken:.3f}s\n\n'
        )
        counts = (
            []
            if result.wasSuccessful()
            else [('failures', result.failures), ('errors', result.errors)]
        )
        counts += [
            ('skipped', result.skipped),
            ('expected failures', result.expectedFailures),
            ('unexpected successes', result.unexpectedSuccesses),
        ]
        infos = ', '.join(f'{name}={len(items)}' for name, items in counts if items)
        write('OK' if result.wasSuccessful() else 'FAILED')
        write(f' ({infos})\n' if infos else '\n')
        self.stream.flush()
        return result


class TestProgram:
    """main(): runs the tests of a module, by the program's arguments."""

    def __init__(
        self,
        module='__main__',
        defaultTest=None,
        argv=None,
        testRunner=None,
        testLoader=defaultTestLoader,
        exit=True,
        verbosity=1,
        failfast=None,
        catchbreak=None,
        buffer=None,
        warnings=None,
        *,
        tb_locals=False,
    ):
        self.module = __import__(module) if isinstance(module, str) else module
        names = []
        for argument in (sys.argv if argv is None else argv)[1:]:
            if argument in ('-v', '--verbose'):
                verbosity = 2
            elif argument in ('-q', '--quiet'):
                verbosity = 0
            elif argument in ('-f', '--failfast'):
                failfast = True
            elif argument.startswith('-'):
                raise SystemExit(2)
            else:
                names.append(argument)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        if names:
            self.test = testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = testLoader.loadTestsFromModule(self.module)
        if testRunner is None:
            testRunner = TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=verbosity, failfast=bool(failfast))
        self.result = testRunner.run(self.test)
        if exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram


def addModuleCleanup(function, /, *args, **kwargs):
    raise NotImplementedError(
        'unittest.addModuleCleanup() is not in the subset: use addClassCleanup()'
    )
