# SPDX-License-Identifier: MIT
"""Interpreters: several of them in one process, each with a heap and a GIL of its own (PEP 734).

An interpreter waits in a thread of its own for code and calls, and answers when it has run them;
the thread that asked waits meanwhile, without its own GIL. What crosses is pickled.
"""

import pickle
import queue
import sys
import threading
import types
import weakref
import _multiprocessing
from multiprocessing import connection
from sys import _format_exception

__all__ = ['ExecutionFailed', 'Interpreter', 'InterpreterError', 'InterpreterNotFoundError',
           'NotShareableError', 'Queue', 'QueueEmpty', 'QueueFull', 'create', 'create_queue',
           'get_current', 'get_main', 'is_shareable', 'list_all']


class InterpreterError(Exception):
    """Something is wrong with an interpreter."""


class InterpreterNotFoundError(InterpreterError):
    """It has been closed."""


class NotShareableError(TypeError):
    """An object that cannot be given to another interpreter."""


class ExecutionFailed(InterpreterError):
    """What was run raised an exception that nobody caught.

    `excinfo` tells of it: `type` (with its names), `msg`, `formatted`, `errdisplay`. The exception
    itself stays in its interpreter; `_pickled` is a copy of it, where there can be one.
    """

    def __init__(self, excinfo, pickled=None):
        super().__init__(excinfo.formatted)
        self.excinfo = excinfo
        self._pickled = pickled

    def __str__(self):
        return (f'{super().__str__()}\n\nUncaught in the interpreter:\n\n'
                f'{self.excinfo.errdisplay}')


def _describe(exc):
    """What goes to whoever asked: its type's names, texts, and itself pickled or None."""
    cls = type(exc)
    names = {name: getattr(cls, name) for name in ('__name__', '__qualname__', '__module__')}
    try:
        pickled = pickle.dumps(exc)
    except Exception:
        pickled = None
    return names, str(exc), _format_exception(exc).rstrip(), pickled


def _failure(names, text, errdisplay, pickled):
    """The ExecutionFailed that tells of what was sent."""
    kind = names['__name__']
    excinfo = types.SimpleNamespace(type=types.SimpleNamespace(**names), msg=text,
                                    formatted=f'{kind}: {text}' if text else kind,
                                    errdisplay=errdisplay)
    return ExecutionFailed(excinfo, pickled)


_SHAREABLE = (type(None), bool, int, float, str, bytes, tuple)


def is_shareable(obj):
    if isinstance(obj, tuple):
        return all(is_shareable(item) for item in obj)
    return type(obj) in _SHAREABLE or isinstance(obj, Queue)


# --- interpreters --------------------------------------------------------------------------------

_interpreters = {}  # id -> Interpreter: there is one object for each
_main_id = 0


class Interpreter:
    """Names an interpreter; everything it does is asked for through one of these.

    `id` is its number, `whence` says what made it. Only where it was created can it be used.
    """

    def __new__(cls, id, /):
        if not isinstance(id, int):
            raise TypeError(f'id must be an int, got {id!r}')
        try:
            return _interpreters[id]
        except KeyError:
            raise InterpreterNotFoundError(f'unrecognized interpreter ID {id}') from None

    def __reduce__(self):
        return _named, (self._id,)

    @property
    def id(self):
        return self._id

    @property
    def whence(self):
        return 'runtime init' if self._id == _main_id else '_interpreters module'

    def __repr__(self):
        return f'{type(self).__name__}({self.id})'

    def __hash__(self):
        return hash(self._id)

    def _check_open(self):
        if _interpreters.get(self._id) is not self:
            raise InterpreterNotFoundError(f'unrecognized interpreter ID {self._id}')

    def is_running(self):
        self._check_open()
        return self._busy.locked() or self._channel is None

    def _ask(self, kind, payload):
        self._check_open()
        if self._channel is None:
            raise InterpreterError('interpreter already running')
        data = pickle.dumps((kind, payload))
        if not self._busy.acquire(blocking=False):
            raise InterpreterError('interpreter already running')
        try:
            self._channel.send_bytes(data)
            is_fine, answer = pickle.loads(self._channel.recv_bytes())
        except EOFError:
            raise InterpreterError('the interpreter has ended') from None
        finally:
            self._busy.release()
        if not is_fine:
            raise _failure(*answer)
        return answer

    def exec(self, code, /):
        """Runs source text in its __main__."""
        self._ask('exec', code)

    def call(self, callable, /, *args, **kwargs):
        """Calls a function there and returns what it returns."""
        try:
            return self._ask('call', (callable, args, kwargs))
        except (pickle.PicklingError, AttributeError) as exc:
            raise NotShareableError(str(exc)) from exc

    def call_in_thread(self, callable, /, *args, **kwargs):
        thread = threading.Thread(target=self.call, args=(callable, *args), kwargs=kwargs)
        thread.start()
        return thread

    def prepare_main(self, ns=None, /, **kwargs):
        """Sets variables of its __main__."""
        self._ask('prepare', {**(ns or {}), **kwargs})

    def close(self):
        """Ends it; nothing may be running there."""
        self._check_open()
        if self is _current:
            raise InterpreterError('cannot destroy the current interpreter')
        if self._channel is None or self._busy.locked():
            raise InterpreterError('interpreter running')
        self._ask('close', None)
        self._channel.close()
        self._channel = None
        del _interpreters[self._id]


def _named(id, channel=None):
    """The Interpreter with this id; without a channel it only names one."""
    if id not in _interpreters:
        interpreter = object.__new__(Interpreter)
        interpreter._id = id
        interpreter._channel = channel
        interpreter._busy = threading.Lock()
        _interpreters[id] = interpreter
    return _interpreters[id]


_current = _named(_main_id)


def create():
    """A new interpreter that waits for something to do."""
    ours, theirs = connection.Pipe()
    id = _multiprocessing.next_interpreter_id()
    _multiprocessing.start_interpreter(pickle.dumps((id, theirs, _queue_ids)), f'Interpreter {id}')
    theirs.close()
    return _named(id, ours)


def list_all():
    return list(_interpreters.values())


def get_current():
    return _current


def get_main():
    return _named(_main_id)


# --- in the interpreter --------------------------------------------------------------------------

def _perform(kind, payload, namespace):
    if kind == 'exec':
        exec(payload, namespace)
    elif kind == 'prepare':
        namespace.update(payload)
    elif kind == 'call':
        function, args, kwargs = payload
        return function(*args, **kwargs)
    return None


def _load(data):
    """Functions of the main program are found by running it again, as a spawned process does."""
    try:
        return pickle.loads(data)
    except AttributeError:
        if '__mp_main__' in sys.modules:
            raise
        main = _multiprocessing.run_main_again()
        if main is None:
            raise
        for name, value in vars(main).items():
            vars(sys.modules['__main__']).setdefault(name, value)
        return pickle.loads(data)


def _main(data):
    global _current, _queue_ids
    id, channel, _queue_ids = pickle.loads(data)
    _current = _named(id)
    namespace = vars(sys.modules['__main__'])
    while True:
        try:
            request = channel.recv_bytes()
        except EOFError:
            break
        kind = None
        try:
            kind, payload = _load(request)
            answer = pickle.dumps((True, _perform(kind, payload, namespace)))
        except BaseException as exc:
            answer = pickle.dumps((False, _describe(exc)))
        channel.send_bytes(answer)
        if kind == 'close':
            break
    return 0


# --- queues --------------------------------------------------------------------------------------

class QueueError(RuntimeError):
    """Something is wrong with a queue."""


class QueueNotFoundError(QueueError):
    """There is no such queue."""


class QueueEmpty(QueueError, queue.Empty):
    """There was nothing to get, now or until the timeout."""


class QueueFull(QueueError, queue.Full):
    """There was no room, now or until the timeout."""


_LARGEST = 2147483647
_queues = weakref.WeakValueDictionary()  # id -> Queue: there is one object for each

# All interpreters count their queues together: a lock, and a semaphore whose value is the last id.
_queue_ids = _multiprocessing.sem_lock(False, 1, 1), _multiprocessing.sem_lock(False, 0, _LARGEST)


def _next_queue_id():
    lock, last = _queue_ids
    lock.acquire()
    try:
        last.release()
        return last._get_value()
    finally:
        lock.release()


def _whole_seconds(timeout):
    """CPython counts a queue's timeout in whole seconds."""
    if timeout is None:
        return None
    timeout = int(timeout)
    if timeout < 0:
        raise ValueError('timeout value must be non-negative')
    return timeout


class Queue:
    """First in, first out, between interpreters."""

    def __new__(cls, id, /):
        if not isinstance(id, int):
            raise TypeError(f'id must be an int, got {id!r}')
        try:
            return _queues[id]
        except KeyError:
            raise QueueNotFoundError(f'queue {id} not found') from None

    def __repr__(self):
        return f'{type(self).__name__}({self.id})'

    def __hash__(self):
        return hash(self._id)

    def __reduce__(self):
        return _queue_with, (self._id, self._maxsize, self._reader, self._writer, self._items,
                             self._slots, self._lock)

    @property
    def id(self):
        return self._id

    @property
    def maxsize(self):
        return self._maxsize

    def put(self, obj, block=True, timeout=None):
        data = pickle.dumps(obj)
        if not self._slots.acquire(block, _whole_seconds(timeout)):
            raise QueueFull(f'queue {self._id} is full')
        self._lock.acquire()
        try:
            self._writer.send_bytes(data)
        finally:
            self._lock.release()
        self._items.release()

    def get(self, block=True, timeout=None):
        if not self._items.acquire(block, _whole_seconds(timeout)):
            raise QueueEmpty(f'queue {self._id} is empty')
        data = self._reader.recv_bytes()
        self._slots.release()
        return pickle.loads(data)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return self._items._get_value()

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return self._slots._get_value() == 0


def _queue_with(id, maxsize, reader, writer, items, slots, lock):
    """The Queue with this id, of what its interpreters share."""
    if id in _queues:
        return _queues[id]
    made = object.__new__(Queue)
    made._id, made._maxsize = id, maxsize
    made._reader, made._writer = reader, writer
    made._items, made._slots, made._lock = items, slots, lock
    _queues[id] = made
    return made


def create_queue(maxsize=0):
    """A new queue; without a maxsize above 0 it has no bound."""
    reader, writer = connection.Pipe(duplex=False)
    slots = maxsize if maxsize > 0 else _LARGEST
    return _queue_with(_next_queue_id(), maxsize, reader, writer,
                       _multiprocessing.sem_lock(False, 0, _LARGEST),
                       _multiprocessing.sem_lock(False, slots, slots),
                       _multiprocessing.sem_lock(False, 1, 1))
