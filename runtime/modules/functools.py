# SPDX-License-Identifier: MIT
"""Functions that take or make functions. partial, reduce, cmp_to_key and the cache behind
lru_cache are C++ (_functools)."""

__all__ = ['WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'cache', 'cached_property', 'cmp_to_key',
           'lru_cache', 'partial', 'partialmethod', 'reduce', 'singledispatch',
           'singledispatchmethod', 'total_ordering', 'update_wrapper', 'wraps']

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like what it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that makes a wrapper look like `wrapped`."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- total_ordering ---

def _negated(name):
    """The comparison that is the opposite of `name`."""
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result
    return compare


def _or_equal(name):
    """`name`, or equal."""
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else result or self == other
    return compare


def _negated_and_unequal(name):
    """Not `name`, and not equal."""
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result and self != other
    return compare


def _and_unequal(name):
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else result and self != other
    return compare


def _negated_or_equal(name):
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result or self == other
    return compare


_DERIVED = {
    '__lt__': {'__gt__': _negated_and_unequal, '__le__': _or_equal, '__ge__': _negated},
    '__le__': {'__ge__': _negated_or_equal, '__lt__': _and_unequal, '__gt__': _negated},
    '__gt__': {'__lt__': _negated_and_unequal, '__ge__': _or_equal, '__le__': _negated},
    '__ge__': {'__le__': _negated_or_equal, '__gt__': _and_unequal, '__lt__': _negated},
}


def total_ordering(cls):
    """Adds the comparisons that follow from __eq__ and one of the others."""
    roots = {name for name in _DERIVED
             if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    for name, derive in _DERIVED[root].items():
        if name not in roots:
            function = derive(root)
            function.__name__ = name
            function.__qualname__ = name
            setattr(cls, name, function)
    return cls


# --- partialmethod ---

class partialmethod:
    """A method whose first arguments are given already."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        args = ', '.join(map(repr, self.args))
        keywords = ', '.join(f'{key}={value!r}' for key, value in self.keywords.items())
        cls = self.__class__
        return f'{cls.__module__}.{cls.__qualname__}({self.func}, {args}, {keywords})'

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                made = partial(bound, *self.args, **self.keywords)
                try:
                    made.__self__ = bound.__self__
                except AttributeError:
                    pass
                return made
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    __class_getitem__ = classmethod(type(list[int]))


# --- caches ---

_CacheInfo = None


def _cache_info_type():
    global _CacheInfo
    if _CacheInfo is None:
        from collections import namedtuple
        _CacheInfo = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])
    return _CacheInfo


def _make_cache_info(*values):
    return _cache_info_type()(*values)


def lru_cache(maxsize=128, typed=False):
    """Remembers the results of the calls used last."""
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        user_function, maxsize = maxsize, 128
        return _cached(user_function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)
    return decorating_function


def _cached(user_function, maxsize, typed):
    wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _make_cache_info)
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, user_function)


def cache(user_function, /):
    """Remembers the results of all calls."""
    return lru_cache(maxsize=None)(user_function)


_NOT_FOUND = object()


class cached_property:
    """A property computed once an instance. As in CPython 3.11, one lock serves all instances."""

    def __init__(self, func):
        from _thread import RLock
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.lock = RLock()

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError(
                'Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            cache = instance.__dict__
        except AttributeError:
            message = (f"No '__dict__' attribute on {type(instance).__name__!r} "
                       f'instance to cache {self.attrname!r} property.')
            raise TypeError(message) from None
        value = cache.get(self.attrname, _NOT_FOUND)
        if value is _NOT_FOUND:
            with self.lock:
                value = cache.get(self.attrname, _NOT_FOUND)
                if value is _NOT_FOUND:
                    value = self.func(instance)
                    try:
                        cache[self.attrname] = value
                    except TypeError:
                        message = (f"The '__dict__' attribute on {type(instance).__name__!r} "
                                   'instance does not support item assignment for caching '
                                   f'{self.attrname!r} property.')
                        raise TypeError(message) from None
        return value

    __class_getitem__ = classmethod(type(list[int]))


# --- singledispatch ---

def _best_match(cls, registry):
    """The implementation for a class: that of the first class in its mro, where an abstract class
    stands behind the last real one that counts as its subclass."""
    for base in cls.__mro__:
        if base in registry and base is not object:
            candidates = [base]
            break
    else:
        candidates = []
    abstract = [other for other in registry
                if other not in cls.__mro__ and issubclass(cls, other)]
    for other in abstract:
        if all(other is found or not issubclass(found, other) for found in candidates):
            candidates = [found for found in candidates if not issubclass(other, found)]
            candidates.append(other)
    if len(candidates) > 1:
        raise RuntimeError(f'Ambiguous dispatch: {candidates[0]} or {candidates[1]}')
    return registry[candidates[0]] if candidates else registry[object]


def _is_union(annotation):
    if type(annotation) is type(int | str):
        return getattr(annotation, '__origin__', None) is None
    import typing
    return typing.get_origin(annotation) is typing.Union


def singledispatch(func):
    """A function with an implementation for each class of its first argument."""
    registry = {object: func}
    found = {}

    def dispatch(cls):
        if cls not in found:
            found[cls] = registry[cls] if cls in registry else _best_match(cls, registry)
        return found[cls]

    def is_valid(cls):
        return isinstance(cls, type) or (
            _is_union(cls) and all(isinstance(arg, type) for arg in cls.__args__))

    def register(cls, func=None):
        if is_valid(cls):
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError('Invalid first argument to `register()`. '
                                f'{cls!r} is not a class or union type.')
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. '
                                'Use either `@register(some_class)` '
                                'or plain `@register` on an annotated function.')
            func = cls
            from typing import get_type_hints
            argname, cls = next(iter(get_type_hints(func).items()))
            if not is_valid(cls):
                if _is_union(cls):
                    raise TypeError(f'Invalid annotation for {argname!r}. '
                                    f'{cls!r} not all arguments are classes.')
                raise TypeError(f'Invalid annotation for {argname!r}. {cls!r} is not a class.')
        for one in cls.__args__ if _is_union(cls) else (cls,):
            registry[one] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{funcname} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, '__name__', 'singledispatch function')
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """The same for methods: the class of the argument after self decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)
