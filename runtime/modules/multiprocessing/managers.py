# SPDX-License-Identifier: MIT
"""Managers: a server process that has the objects, and proxies that call their methods there.

Every thread that uses proxies has a connection of its own to the server, which serves each with a
thread. A call is (object's id, method, args, kwds); the answer ('#RETURN', value), ('#ERROR',
exception), ('#PROXY', (type, token)) or ('#TRACEBACK', text).
"""

import _thread
import queue
import threading
from multiprocessing import connection, get_context, process, util
from sys import _format_exception

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token', 'SharedMemoryManager', 'Namespace',
           'Value', 'Array']


class Token:
    """Names an object of a server."""

    def __init__(self, typeid, address, id):
        self.typeid = typeid
        self.address = address
        self.id = id

    def __repr__(self):
        return '%s(typeid=%r, address=%r, id=%r)' % (self.__class__.__name__, self.typeid,
                                                     self.address, self.id)


class RemoteError(Exception):
    def __str__(self):
        return '\n' + '-' * 75 + '\n' + str(self.args[0]) + '-' * 75


def public_methods(obj):
    return [name for name in dir(obj) if name[0] != '_' and callable(getattr(obj, name))]


# --- the server ----------------------------------------------------------------------------------

class Server:
    _functions = ('create', 'shutdown', 'number_of_objects', 'get_methods')

    def __init__(self, registry, address):
        self.registry = registry
        self.listener = connection.Listener(address, backlog=128)
        self.address = self.listener.address
        self.objects = {}  # id -> (object, exposed methods, method -> type of its result)
        self.lock = threading.RLock()
        self.stop_event = threading.Event()

    def serve_forever(self):
        accepter = threading.Thread(target=self._accept, daemon=True)
        accepter.start()
        self.stop_event.wait()

    def _accept(self):
        while True:
            try:
                client = self.listener.accept()
            except OSError:
                continue
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        while True:
            try:
                request = client.recv()
            except EOFError:
                client.close()
                return
            answer = self._answer(request)
            try:
                client.send(answer)
            except Exception as exc:
                client.send(('#ERROR', exc))

    def _answer(self, request):
        ident, method, args, kwds = request
        try:
            if ident is None:
                if method not in self._functions:
                    raise AttributeError('%r unrecognized' % method)
                return '#RETURN', getattr(self, method)(*args, **kwds)
            obj, exposed, method_to_typeid = self.objects[ident]
            if method not in exposed:
                return self._fallback(obj, method, exposed)
            function = getattr(obj, method)
        except Exception as exc:
            return '#TRACEBACK', _format_exception(exc)
        try:
            result = function(*args, **kwds)
        except Exception as exc:
            return '#ERROR', exc
        typeid = method_to_typeid.get(method) if method_to_typeid else None
        if typeid is not None:
            return '#PROXY', (typeid, Token(typeid, self.address, self._add(typeid, result)))
        return '#RETURN', result

    def _fallback(self, obj, method, exposed):
        if method == '__str__':
            return '#RETURN', str(obj)
        if method == '__repr__':
            return '#RETURN', repr(obj)
        if method == '#GETVALUE':
            return '#RETURN', obj
        raise AttributeError('method %r of %r object is not in exposed=%r' % (
            method, type(obj), tuple(exposed)))

    def _add(self, typeid, obj):
        _, exposed, method_to_typeid, _ = self.registry[typeid]
        ident = '%x' % id(obj)
        with self.lock:
            self.objects[ident] = (obj, exposed or public_methods(obj), method_to_typeid)
        return ident

    # --- what managers ask for ---

    def create(self, typeid, *args, **kwds):
        make = self.registry[typeid][0]
        if make is None:
            if kwds or len(args) != 1:
                raise ValueError("Without callable, must have one non-keyword argument")
            obj = args[0]
        else:
            obj = make(*args, **kwds)
        ident = self._add(typeid, obj)
        return ident, tuple(self.objects[ident][1])

    def get_methods(self, ident):
        return tuple(self.objects[ident][1])

    def number_of_objects(self):
        return len(self.objects)

    def shutdown(self):
        self.stop_event.set()


# --- the manager ---------------------------------------------------------------------------------

_connections = {}  # (generation, thread, address) -> Connection


def _call(address, ident, method, args=(), kwds={}):
    """Makes a call in a server, through this thread's connection. Returns (kind, result)."""
    key = (util.generation, _thread.get_ident(), address)
    client = _connections.get(key)
    if client is None:
        client = _connections[key] = connection.Client(address)
    client.send((ident, method, args, kwds))
    kind, result = client.recv()
    if kind == '#ERROR':
        raise result
    if kind == '#TRACEBACK':
        raise RemoteError(result)
    return kind, result


class BaseManager:
    _registry = {}

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None, *,
                 shutdown_timeout=1.0):
        self._address = address
        self._state = 'INITIAL'
        self._ctx = ctx or get_context()
        self._shutdown_timeout = shutdown_timeout

    def _check(self, state, message):
        if self._state != state:
            raise AssertionError(message)

    def get_server(self):
        self._check_initial()
        return Server(self._registry, self._address)

    def _check_initial(self):
        if self._state == 'STARTED':
            raise process_error("Already started server")
        if self._state == 'SHUTDOWN':
            raise process_error("Manager has shut down")

    def connect(self):
        """Uses a server that somebody else has started."""
        _call(self._address, None, 'number_of_objects')
        self._state = 'STARTED'

    def start(self, initializer=None, initargs=()):
        self._check_initial()
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        reader, writer = connection.Pipe(duplex=False)
        self._process = self._ctx.Process(
            target=_run_server, args=(self._registry, self._address, writer, initializer,
                                      initargs))
        ident = ':'.join(str(i) for i in self._process._identity)
        self._process.name = type(self).__name__ + '-' + ident
        self._process.start()
        writer.close()
        self._address = reader.recv()
        reader.close()
        self._state = 'STARTED'
        self.shutdown = util.Finalize(self, self._end, exitpriority=0)

    def _end(self):
        if self._process.is_alive():
            try:
                _call(self._address, None, 'shutdown')
            except Exception:
                pass
            self._process.join(timeout=self._shutdown_timeout)
            if self._process.is_alive():
                self._process.terminate()
                self._process.join()
        self._state = 'SHUTDOWN'

    def join(self, timeout=None):
        if self._process is not None:
            self._process.join(timeout)

    @property
    def address(self):
        return self._address

    def __enter__(self):
        if self._state == 'INITIAL':
            self.start()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    def _create(self, typeid, *args, **kwds):
        if self._state != 'STARTED':
            raise AssertionError('server not yet started')
        _, (ident, exposed) = _call(self._address, None, 'create', (typeid,) + args, kwds)
        return Token(typeid, self._address, ident), exposed

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None,
                 create_method=True):
        """Adds a type of objects: manager.typeid(...) makes one and returns its proxy."""
        if '_registry' not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, '_exposed_', None)
        method_to_typeid = method_to_typeid or getattr(proxytype, '_method_to_typeid_', None)
        cls._registry[typeid] = (callable, exposed, method_to_typeid, proxytype)
        _proxy_types[typeid] = proxytype
        if create_method:
            def create(self, /, *args, **kwds):
                token, methods = self._create(typeid, *args, **kwds)
                return proxytype(token, 'pickle', manager=self, exposed=methods)
            create.__name__ = typeid
            setattr(cls, typeid, create)


def process_error(text):
    from multiprocessing.context import ProcessError
    return ProcessError(text)


def _run_server(registry, address, writer, initializer, initargs):
    """In the server process."""
    import signal
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if initializer is not None:
        initializer(*initargs)
    server = Server(registry, address)
    writer.send(server.address)
    writer.close()
    server.serve_forever()


# --- proxies -------------------------------------------------------------------------------------

_proxy_types = {}
_auto_proxy_types = {}  # (name of the class, its special methods) -> class


class BaseProxy:
    """Stands for an object of a server."""

    def __init__(self, token, serializer='pickle', manager=None, authkey=None, exposed=None,
                 incref=True, manager_owned=False):
        self._token = token
        self._id = token.id
        self._manager = manager

    def _callmethod(self, methodname, args=(), kwds={}):
        kind, result = _call(self._token.address, self._id, methodname, args, kwds)
        if kind == '#PROXY':
            typeid, token = result
            return _proxy_types[typeid](token, 'pickle', manager=self._manager)
        return result

    def _getvalue(self):
        return self._callmethod('#GETVALUE')

    def __reduce__(self):
        return _rebuild_proxy, (type(self), self._token)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return '<%s object, typeid %r at %#x>' % (type(self).__name__, self._token.typeid,
                                                  id(self))

    def __str__(self):
        try:
            return self._callmethod('__repr__')
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def _rebuild_proxy(cls, token):
    return cls(token)


def _rebuild_auto_proxy(token, exposed):
    return AutoProxy(token, exposed=exposed)


def _forwarding(cls, names):
    """Adds methods that are called in the server."""
    def make(name):
        def method(self, /, *args, **kwds):
            return self._callmethod(name, args, kwds)
        method.__name__ = name
        return method
    for name in names:
        setattr(cls, name, make(name))
    cls._exposed_ = tuple(getattr(cls, '_exposed_', ())) + tuple(names)
    return cls


class _AutoProxy(BaseProxy):
    """Forwards whatever the object has. Each type of objects has a class of its own name."""

    def __init__(self, token, serializer='pickle', manager=None, authkey=None, exposed=None,
                 incref=True, manager_owned=False):
        super().__init__(token, serializer, manager)
        self._exposed_ = exposed

    def __getattr__(self, name):
        if name.startswith('__') or name not in self.__dict__.get('_exposed_', ()):
            raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))

        def method(*args, **kwds):
            return self._callmethod(name, args, kwds)
        return method

    def __reduce__(self):
        return _rebuild_auto_proxy, (self._token, self._exposed_)


def AutoProxy(token, serializer='pickle', manager=None, authkey=None, exposed=None, incref=True,
              manager_owned=False):
    if exposed is None:
        exposed = _call(token.address, None, 'get_methods', (token.id,))[1]
    special = tuple(name for name in exposed if name.startswith('__'))
    name = 'AutoProxy[%s]' % token.typeid
    cls = _auto_proxy_types.get((name, special))
    if cls is None:
        # Special methods are looked up in the class.
        cls = _forwarding(type(name, (_AutoProxy,), {}), special)
        _auto_proxy_types[name, special] = cls
    return cls(token, serializer, manager, exposed=exposed)


class IteratorProxy(BaseProxy):
    def __iter__(self):
        return self


_forwarding(IteratorProxy, ('__next__', 'send', 'throw', 'close'))


class AcquirerProxy(BaseProxy):
    def acquire(self, blocking=True, timeout=None):
        args = (blocking,) if timeout is None else (blocking, timeout)
        return self._callmethod('acquire', args)

    def __enter__(self):
        return self._callmethod('acquire')

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self._callmethod('release')


_forwarding(AcquirerProxy, ('release',))
AcquirerProxy._exposed_ = ('acquire', 'release')


class ConditionProxy(AcquirerProxy):
    _exposed_ = ('acquire', 'release')

    def wait_for(self, predicate, timeout=None):
        import time
        end = None if timeout is None else time.monotonic() + timeout
        result = predicate()
        while not result:
            remaining = None
            if end is not None:
                remaining = end - time.monotonic()
                if remaining <= 0:
                    break
            self.wait(remaining)
            result = predicate()
        return result


_forwarding(ConditionProxy, ('wait', 'notify', 'notify_all'))


class EventProxy(BaseProxy):
    pass


_forwarding(EventProxy, ('is_set', 'set', 'clear', 'wait'))


class BarrierProxy(BaseProxy):
    _exposed_ = ('__getattribute__',)

    @property
    def parties(self):
        return self._callmethod('__getattribute__', ('parties',))

    @property
    def n_waiting(self):
        return self._callmethod('__getattribute__', ('n_waiting',))

    @property
    def broken(self):
        return self._callmethod('__getattribute__', ('broken',))


_forwarding(BarrierProxy, ('wait', 'abort', 'reset'))


class NamespaceProxy(BaseProxy):
    _exposed_ = ('__getattribute__', '__setattr__', '__delattr__')

    def __getattr__(self, name):
        if name[0] == '_':
            return object.__getattribute__(self, name)
        return self._callmethod('__getattribute__', (name,))

    def __setattr__(self, name, value):
        if name[0] == '_':
            return object.__setattr__(self, name, value)
        return self._callmethod('__setattr__', (name, value))

    def __delattr__(self, name):
        if name[0] == '_':
            return object.__delattr__(self, name)
        return self._callmethod('__delattr__', (name,))


class ValueProxy(BaseProxy):
    __class_getitem__ = classmethod(type(list[int]))

    @property
    def value(self):
        return self.get()

    @value.setter
    def value(self, value):
        self.set(value)


_forwarding(ValueProxy, ('get', 'set'))


class ListProxy(BaseProxy):
    def __iadd__(self, value):
        self._callmethod('extend', (value,))
        return self

    def __imul__(self, value):
        self._callmethod('__imul__', (value,))
        return self

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]

    def __reversed__(self):
        return reversed(self[:])


_forwarding(ListProxy, ('__add__', '__contains__', '__delitem__', '__getitem__', '__len__',
                        '__mul__', '__rmul__', '__setitem__', 'append', 'count',
                        'extend', 'index', 'insert', 'pop', 'remove', 'reverse', 'sort'))
ListProxy._exposed_ += ('__imul__', '__reversed__')


class DictProxy(BaseProxy):
    _method_to_typeid_ = {'__iter__': 'Iterator'}


_forwarding(DictProxy, ('__contains__', '__delitem__', '__getitem__', '__iter__', '__len__',
                        '__setitem__', 'clear', 'copy', 'get', 'items', 'keys', 'pop', 'popitem',
                        'setdefault', 'update', 'values'))


class ArrayProxy(BaseProxy):
    pass


_forwarding(ArrayProxy, ('__len__', '__getitem__', '__setitem__'))


class PoolProxy(BaseProxy):
    _method_to_typeid_ = {'apply_async': 'AsyncResult', 'map_async': 'AsyncResult',
                          'starmap_async': 'AsyncResult', 'imap': 'Iterator',
                          'imap_unordered': 'Iterator'}

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


_forwarding(PoolProxy, ('apply', 'apply_async', 'close', 'imap', 'imap_unordered', 'join', 'map',
                        'map_async', 'starmap', 'starmap_async', 'terminate'))


def MakeProxyType(name, exposed):
    """A class of proxies that forward these methods."""
    return _forwarding(type(name, (BaseProxy,), {}), tuple(exposed))


# --- what a SyncManager offers -------------------------------------------------------------------

class Namespace:
    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = sorted(f'{name}={value!r}' for name, value in self.__dict__.items()
                       if not name.startswith('_'))
        return '%s(%s)' % (self.__class__.__name__, ', '.join(items))


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        return self._value

    def set(self, value):
        self._value = value

    value = property(get, set)

    def __repr__(self):
        return '%s(%r, %r)' % (type(self).__name__, self._typecode, self._value)


class _SharedDict(dict):
    """Views cannot be sent; lists of the same can."""

    def keys(self):
        return list(dict.keys(self))

    def values(self):
        return list(dict.values(self))

    def items(self):
        return list(dict.items(self))

    def copy(self):
        return dict(self)


class _SharedArray(list):
    """Shows as what CPython's server has there, an array of the module array."""

    def __init__(self, typecode, sequence):
        super().__init__(sequence)
        self._typecode = typecode

    def __repr__(self):
        items = ', ' + super().__repr__() if self else ''
        return 'array(%r%s)' % (self._typecode, items)

    def __getitem__(self, index):
        item = super().__getitem__(index)
        return _SharedArray(self._typecode, item) if isinstance(index, slice) else item


def Array(typecode, sequence, lock=True):
    return _SharedArray(typecode, sequence)


def _make_pool(*args, **kwds):
    from multiprocessing.pool import Pool
    return Pool(*args, **kwds)


class SyncManager(BaseManager):
    """A manager of the containers and locks of everyday use."""


SyncManager.register('Queue', queue.Queue)
SyncManager.register('JoinableQueue', queue.Queue)
SyncManager.register('Event', threading.Event, EventProxy)
SyncManager.register('Lock', threading.Lock, AcquirerProxy)
SyncManager.register('RLock', threading.RLock, AcquirerProxy)
SyncManager.register('Semaphore', threading.Semaphore, AcquirerProxy)
SyncManager.register('BoundedSemaphore', threading.BoundedSemaphore, AcquirerProxy)
SyncManager.register('Condition', threading.Condition, ConditionProxy)
SyncManager.register('Barrier', threading.Barrier, BarrierProxy)
SyncManager.register('list', list, ListProxy)
SyncManager.register('dict', _SharedDict, DictProxy)
SyncManager.register('Value', Value, ValueProxy)
SyncManager.register('Array', Array, ArrayProxy)
SyncManager.register('Namespace', Namespace, NamespaceProxy)
SyncManager.register('Pool', _make_pool, PoolProxy)
SyncManager.register('AsyncResult', create_method=False)
SyncManager.register('Iterator', proxytype=IteratorProxy, create_method=False)


class SharedMemoryManager(BaseManager):
    """Makes blocks of shared memory, and destroys them when it is shut down."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._blocks = []

    def SharedMemory(self, size):
        from multiprocessing.shared_memory import SharedMemory
        block = SharedMemory(None, create=True, size=size)
        self._blocks.append(block)
        return block

    def ShareableList(self, sequence):
        from multiprocessing.shared_memory import ShareableList
        items = ShareableList(sequence)
        self._blocks.append(items.shm)
        return items

    def _end(self):
        for block in self._blocks:
            try:
                block.unlink()
            except FileNotFoundError:
                pass
        self._blocks.clear()
        super()._end()
