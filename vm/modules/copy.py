# SPDX-License-Identifier: MIT
"""Shallow and deep copies.

A class says how it is copied by __copy__ and __deepcopy__, or by what pickling asks of it:
__reduce_ex__, __getstate__ and __setstate__.
"""
import sys
import types
import weakref

__all__ = ['Error', 'copy', 'deepcopy']


class Error(Exception):
    pass


error = Error
_ATOMIC = (
    type(None),
    int,
    float,
    complex,
    bool,
    str,
    bytes,
    type,
    range,
    slice,
    property,
    type(...),
    type(NotImplemented),
    types.FunctionType,
    types.BuiltinFunctionType,
    types.CodeType,
    weakref.ref,
)


def _is_atomic(cls):
    return cls in _ATOMIC or issubclass(cls, type)


def _own_reduce(x, cls):
    """What copyreg or x says of how to make it again, or None if it is an ordinary instance."""
    copyreg = sys.modules.get('copyreg')
    if copyreg is not None and cls in copyreg.dispatch_table:
        return copyreg.dispatch_table[cls](x)
    for name, default in (
        ('__reduce_ex__', getattr(object, '__reduce_ex__', None)),
        ('__reduce__', getattr(object, '__reduce__', None)),
    ):
        method = getattr(cls, name, None)
        if method is not None and method is not default:
            return method(x, 4) if name == '__reduce_ex__' else method(x)
    return None


def _slots_of(x, cls):
    for base in cls.__mro__:
        names = base.__dict__.get('__slots__', ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                yield name


def _state_of(x, cls):
    """The state that __setstate__ or the dict takes, and the slots' values."""
    method = getattr(x, '__getstate__', None)
    if method is not None and getattr(cls, '__getstate__', None) is not getattr(
        object, '__getstate__', None
    ):
        return method(), {}
    return getattr(x, '__dict__', None), {n: getattr(x, n) for n in _slots_of(x, cls)}


def _check(x, cls):
    if (
        isinstance(x, (types.GeneratorType, types.ModuleType, types.FrameType, types.TracebackType))
        or cls.__module__ == '_thread'
    ):
        raise TypeError(f"cannot pickle '{_full_name(cls)}' object")


def _full_name(cls):
    return cls.__name__ if cls.__module__ == 'builtins' else f'{cls.__module__}.{cls.__name__}'


def _blank(x, cls, memo):
    """A new object of the class, with what a built-in base holds."""
    arguments = ()
    if hasattr(cls, '__getnewargs_ex__'):
        arguments, keywords = x.__getnewargs_ex__()
        return cls.__new__(cls, *arguments, **keywords)
    if hasattr(cls, '__getnewargs__'):
        return cls.__new__(cls, *x.__getnewargs__())
    for base in (int, float, str, bytes, tuple, frozenset):
        if isinstance(x, base):
            value = base(x)
            if memo is not None and base is tuple:
                value = tuple(deepcopy(item, memo) for item in x)
            return base.__new__(cls, value)
    if isinstance(x, BaseException):
        return cls.__new__(cls, *x.args)
    return cls.__new__(cls)


def _fill_builtin(x, y, memo):
    """The contents of a list, dict or set behind an instance of a subclass."""

    def of(value):
        return value if memo is None else deepcopy(value, memo)

    if isinstance(x, list):
        y.extend(of(item) for item in list(x))
    elif isinstance(x, dict):
        for key, value in list(dict.items(x)):
            y[of(key)] = of(value)
    elif isinstance(x, (set, bytearray)):
        y.update(of(item) for item in list(x)) if isinstance(x, set) else y.extend(x)


def _set_state(y, state, slots, memo):
    if memo is not None:
        state, slots = deepcopy(state, memo), deepcopy(slots, memo)
    if hasattr(y, '__setstate__'):
        if state is not None:
            y.__setstate__(state)
    elif isinstance(state, tuple) and len(state) == 2:
        state, more = state
        slots = {**(more or {}), **slots}
        y.__dict__.update(state or {})
    elif state:
        y.__dict__.update(state)
    for name, value in slots.items():
        object.__setattr__(y, name, value)


def _copy_instance(x, cls, memo):
    _check(x, cls)
    y = _blank(x, cls, memo)
    if memo is not None:
        memo[id(x)] = y
    _fill_builtin(x, y, memo)
    _set_state(y, *_state_of(x, cls), memo)
    return y


def _reconstruct(x, reduced, memo):
    if isinstance(reduced, str):
        return x
    callable, args, state, items, pairs = (tuple(reduced) + (None,) * 5)[:5]
    if memo is not None:
        args = tuple(deepcopy(arg, memo) for arg in args)
    y = callable(*args)
    if memo is not None:
        memo[id(x)] = y
    if state is not None:
        _set_state(y, state, {}, memo)
    for item in items or ():
        y.append(item if memo is None else deepcopy(item, memo))
    for key, value in pairs or ():
        if memo is not None:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        y[key] = value
    return y


def copy(x):
    """A new object with the same contents."""
    cls = type(x)
    if _is_atomic(cls) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    reduced = _own_reduce(x, cls)
    return _copy_instance(x, cls, None) if reduced is None else _reconstruct(x, reduced, None)


def _deepcopy_tuple(x, memo):
    y = [deepcopy(item, memo) for item in x]
    if id(x) in memo:
        return memo[id(x)]
    return x if all(a is b for a, b in zip(x, y)) else tuple(y)


def _deepcopy_list(x, memo):
    y = memo[id(x)] = []
    for item in x:
        y.append(deepcopy(item, memo))
    return y


def _deepcopy_dict(x, memo):
    y = memo[id(x)] = {}
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def deepcopy(x, memo=None, _nil=[]):
    """A new object with copies of the contents, each copied once."""
    if memo is None:
        memo = {}
    y = memo.get(id(x), _nil)
    if y is not _nil:
        return y
    cls = type(x)
    if _is_atomic(cls):
        return x
    if cls is list:
        y = _deepcopy_list(x, memo)
    elif cls is dict:
        y = _deepcopy_dict(x, memo)
    elif cls is tuple:
        y = _deepcopy_tuple(x, memo)
    elif cls in (set, frozenset):
        y = cls(deepcopy(item, memo) for item in x)
    elif cls is bytearray:
        y = x.copy()
    elif cls is types.MethodType:
        y = cls(x.__func__, deepcopy(x.__self__, memo))
    elif hasattr(x, '__deepcopy__'):
        y = x.__deepcopy__(memo)
    else:
        reduced = _own_reduce(x, cls)
        y = _copy_instance(x, cls, memo) if reduced is None else _reconstruct(x, reduced, memo)
    if y is not x:
        memo[id(x)] = y
        memo.setdefault(id(memo), []).append(x)  # keeps it alive, so that its id stays its own
    return y
