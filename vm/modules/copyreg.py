# SPDX-License-Identifier: MIT
"""How objects are taken apart for pickling and put together again.

object.__reduce_ex__ and object.__getstate__ are written here.
"""

__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension', 'clear_extension_cache']

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """From now on the function says how objects of a type are taken apart."""
    if not callable(pickle_function):
        raise TypeError('reduction functions must be callable')
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError('constructors must be callable')


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


def _slotnames(cls):
    """The names of all slots of a class, private ones as they are stored."""
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ('__dict__', '__weakref__'):
                continue
            if name.startswith('__') and not name.endswith('__'):
                stripped = base.__name__.lstrip('_')
                names.append(f'_{stripped}{name}' if stripped else name)
            else:
                names.append(name)
    return names


def _getstate(self):
    """The instance's dict, None if it is empty; with a second one for the slots that are set."""
    state = getattr(self, '__dict__', None) or None
    slots = {name: getattr(self, name) for name in _slotnames(type(self)) if hasattr(self, name)}
    return (state, slots) if slots else state


def _is_built_in(cls):
    """True for a class that C++ code made."""
    return '__module__' not in cls.__dict__ or cls.__module__ == 'builtins'


def _reduce_old(self, cls, protocol):
    base = next(b for b in cls.__mro__ if _is_built_in(b))
    if base is cls:
        raise TypeError(f'cannot pickle {cls.__name__!r} object')
    arguments = (cls, base, None if base is object else base(self))
    if cls.__getstate__ is object.__getstate__ and getattr(self, '__slots__', None):
        raise TypeError(
            'a class that defines __slots__ without defining __getstate__ cannot be pickled'
        )
    state = self.__getstate__()
    return (_reconstructor, arguments, state) if state else (_reconstructor, arguments)


def _reduce_new(self, cls):
    function, arguments = __newobj__, (cls,)
    if hasattr(cls, '__getnewargs_ex__'):
        positional, keywords = self.__getnewargs_ex__()
        if keywords:
            function, arguments = __newobj_ex__, (cls, positional, keywords)
        else:
            arguments += tuple(positional)
    elif hasattr(cls, '__getnewargs__'):
        arguments += tuple(self.__getnewargs__())
    elif isinstance(self, (int, float, str, bytes, tuple)):
        base = next(b for b in (int, float, str, bytes, tuple) if isinstance(self, b))
        arguments += (base(self),)
    elif isinstance(self, (set, frozenset)):
        return (cls, (list(self),), self.__getstate__())
    elif _is_built_in(cls) and cls not in (object, list, dict):
        raise TypeError(f'cannot pickle {cls.__name__!r} object')
    items = iter(self) if isinstance(self, list) else None
    pairs = iter(self.items()) if isinstance(self, dict) else None
    return function, arguments, self.__getstate__(), items, pairs


def _reduce_ex(self, protocol):
    cls = type(self)
    if cls.__reduce__ is not object.__reduce__:
        return self.__reduce__()
    return _reduce_old(self, cls, protocol) if protocol < 2 else _reduce_new(self, cls)


_extension_registry = {}


def add_extension(module, name, code):
    """Registers a number for a name; pickles of protocol 4 do not use it."""
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError('code out of range')
    if _extension_registry.setdefault((module, name), code) != code:
        raise ValueError(
            f'key {(module, name)} is already registered with code '
            f'{_extension_registry[module, name]}'
        )


def remove_extension(module, name, code):
    if _extension_registry.get((module, name)) != code:
        raise ValueError(f'key {(module, name)} is not registered with code {code}')
    del _extension_registry[module, name]


def clear_extension_cache():
    pass
