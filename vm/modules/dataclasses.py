# SPDX-License-Identifier: MIT
"""Classes made from their annotated fields.

The methods are made as text and compiled, so that their signatures, and what a wrong call says, are
those of a method written by hand.
"""
import copy
import sys
import types
from reprlib import recursive_repr as _recursive_repr

__all__ = [
    'dataclass',
    'field',
    'Field',
    'FrozenInstanceError',
    'InitVar',
    'KW_ONLY',
    'MISSING',
    'fields',
    'asdict',
    'astuple',
    'make_dataclass',
    'replace',
    'is_dataclass',
]


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_FIELD, _CLASSVAR, _INITVAR = '_FIELD', '_FIELD_CLASSVAR', '_FIELD_INITVAR'


class InitVar:
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = (
        'name',
        'type',
        'default',
        'default_factory',
        'repr',
        'hash',
        'init',
        'compare',
        'metadata',
        'kw_only',
        '_field_type',
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (
            f'Field(name={self.name!r},type={self.type!r},default={self.default!r},'
            f'default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},'
            f'hash={self.hash!r},'
            f'compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},'
            f'_field_type={self._field_type})'
        )

    def __set_name__(self, owner, name):
        function = getattr(type(self.default), '__set_name__', None)
        if function:
            function(self.default, owner, name)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq = init, repr, eq
        self.order, self.unsafe_hash, self.frozen = order, unsafe_hash, frozen

    def __repr__(self):
        return (
            f'_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},'
            f'order={self.order!r},'
            f'unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r})'
        )


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _create_fn(cls, name, args, body, names, return_annotation=MISSING):
    """A method from its text; `names` are what the text refers to."""
    lines = [f'def __create__({", ".join(names)}):', f' def {name}({", ".join(args)}):']
    lines += [f'  {line}' for line in body]
    lines.append(f' return {name}')
    namespace = {}
    module = sys.modules.get(cls.__module__)
    exec('\n'.join(lines), module.__dict__ if module is not None else {}, namespace)
    function = namespace['__create__'](*names.values())
    function.__qualname__ = f'{cls.__qualname__}.{name}'
    if return_annotation is not MISSING:
        function.__annotations__['return'] = return_annotation
    return function


def _set_new_attribute(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = _FIELD
    text = annotation if isinstance(annotation, str) else ''
    typing = sys.modules.get('typing')
    if typing is not None and (
        annotation is typing.ClassVar or getattr(annotation, '__origin__', None) is typing.ClassVar
    ):
        made._field_type = _CLASSVAR
    elif text.startswith(('ClassVar', 'typing.ClassVar')):
        made._field_type = _CLASSVAR
    elif (
        annotation is InitVar
        or isinstance(annotation, InitVar)
        or text.startswith(('InitVar', 'dataclasses.Init'))
    ):
        made._field_type = _INITVAR
    if made._field_type != _FIELD and made.default_factory is not MISSING:
        raise TypeError(f'field {made.name} cannot have a default factory')
    if made._field_type != _CLASSVAR:
        if made.kw_only is MISSING:
            made.kw_only = default_kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f'field {made.name} is a ClassVar but specifies kw_only')
    if made._field_type == _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(
            f'mutable default {type(made.default)} for field {made.name} is not allowed: '
            'use default_factory'
        )
    return made


def _init_parameter(f):
    if f.default is MISSING and f.default_factory is MISSING:
        default = ''
    elif f.default is not MISSING:
        default = f'=_dflt_{f.name}'
    else:
        default = '=_HAS_DEFAULT_FACTORY'
    return f'{f.name}:_type_{f.name}{default}'


def _init_line(f, frozen, self_name):
    """The line that sets the field, or None."""
    if f.default_factory is not MISSING:
        value = f'_dflt_{f.name}()'
        if f.init:
            value = f'{value} if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}'
    elif f.init:
        value = f.name
    else:
        return None
    if f._field_type == _INITVAR:
        return None
    if frozen:
        return f'__builtin_object.__setattr__({self_name},{f.name!r},{value})'
    return f'{self_name}.{f.name}={value}'


def _init_fn(cls, fields, frozen, has_post_init, self_name):
    std = [f for f in fields if f.init and not f.kw_only]
    keywords = [f for f in fields if f.init and f.kw_only]
    seen_default = False
    for f in std:
        if not (f.default is MISSING and f.default_factory is MISSING):
            seen_default = True
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    names = {f'_type_{f.name}': f.type for f in fields}
    names.update(_HAS_DEFAULT_FACTORY=_HAS_DEFAULT_FACTORY, __builtin_object=object)
    for f in fields:
        if f.default_factory is not MISSING:
            names[f'_dflt_{f.name}'] = f.default_factory
        elif f.default is not MISSING:
            names[f'_dflt_{f.name}'] = f.default
    body = [line for f in fields if (line := _init_line(f, frozen, self_name))]
    if has_post_init:
        given = ','.join(f.name for f in fields if f._field_type == _INITVAR)
        body.append(f'{self_name}.__post_init__({given})')
    args = [self_name] + [_init_parameter(f) for f in std]
    if keywords:
        args += ['*'] + [_init_parameter(f) for f in keywords]
    return _create_fn(cls, '__init__', args, body or ['pass'], names, None)


def _repr_fn(cls, fields):
    text = ', '.join(f'{f.name}={{self.{f.name}!r}}' for f in fields)
    made = _create_fn(
        cls, '__repr__', ('self',), [f'return self.__class__.__qualname__ + f"({text})"'], {}
    )
    return _recursive_repr()(made)


def _tuple_text(name, fields):
    return f'({"".join(f"{name}.{f.name}," for f in fields)})' if fields else '()'


def _cmp_fn(cls, name, op, fields):
    body = [
        'if other.__class__ is self.__class__:',
        f' return {_tuple_text("self", fields)}{op}{_tuple_text("other", fields)}',
        'return NotImplemented',
    ]
    return _create_fn(cls, name, ('self', 'other'), body, {})


def _frozen_fns(cls, fields):
    names = {'cls': cls, 'FrozenInstanceError': FrozenInstanceError}
    own = (
        f'type(self) is cls or name in {{{", ".join(repr(f.name) for f in fields)}}}'
        if fields
        else 'type(self) is cls'
    )
    return (
        _create_fn(
            cls,
            '__setattr__',
            ('self', 'name', 'value'),
            [
                f'if {own}:',
                ' raise FrozenInstanceError(f"cannot assign to field {name!r}")',
                'super(cls, self).__setattr__(name, value)',
            ],
            names,
        ),
        _create_fn(
            cls,
            '__delattr__',
            ('self', 'name'),
            [
                f'if {own}:',
                ' raise FrozenInstanceError(f"cannot delete field {name!r}")',
                'super(cls, self).__delattr__(name)',
            ],
            names,
        ),
    )


def _hash_action(cls, unsafe_hash, eq, frozen, fields):
    class_hash = cls.__dict__.get('__hash__', MISSING)
    explicit = not (class_hash is MISSING or class_hash is None and '__eq__' in cls.__dict__)
    used = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash:
        if explicit:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
    elif not eq or explicit:
        return
    elif not frozen:
        cls.__hash__ = None
        return
    cls.__hash__ = _create_fn(
        cls, '__hash__', ('self',), [f'return hash({_tuple_text("self", used)})'], {}
    )


def _collect_fields(cls, kw_only):
    collected = {}
    any_frozen_base = has_dataclass_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            collected.update(base_fields)
            any_frozen_base = any_frozen_base or getattr(base, _PARAMS).frozen
    annotations = cls.__dict__.get('__annotations__', {})
    own = []
    seen_kw_only = False
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or annotation in ('KW_ONLY', 'dataclasses.KW_ONLY'):
            if seen_kw_only:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            seen_kw_only = True
            kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        collected[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    return collected, has_dataclass_bases, any_frozen_base


def _process_class(
    cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot
):
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    collected, has_bases, any_frozen_base = _collect_fields(cls, kw_only)
    if has_bases:
        if any_frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any_frozen_base and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, collected)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    in_init = [f for f in collected.values() if f._field_type in (_FIELD, _INITVAR)]
    field_list = [f for f in collected.values() if f._field_type == _FIELD]
    if init:
        self_name = '__dataclass_self__' if 'self' in collected else 'self'
        _set_new_attribute(
            cls,
            '__init__',
            _init_fn(cls, in_init, frozen, hasattr(cls, '__post_init__'), self_name),
        )
    if repr:
        _set_new_attribute(cls, '__repr__', _repr_fn(cls, [f for f in field_list if f.repr]))
    compared = [f for f in field_list if f.compare]
    if eq:
        _hash_action(cls, unsafe_hash, eq, frozen, field_list)
        _set_new_attribute(cls, '__eq__', _cmp_fn(cls, '__eq__', '==', compared))
    elif unsafe_hash:
        _hash_action(cls, unsafe_hash, eq, frozen, field_list)
    if order:
        for name, op in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            if _set_new_attribute(cls, name, _cmp_fn(cls, name, op, compared)):
                raise TypeError(
                    f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using '
                    'functools.total_ordering'
                )
    if frozen:
        for function in _frozen_fns(cls, field_list):
            if _set_new_attribute(cls, function.__name__, function):
                raise TypeError(
                    f'Cannot overwrite attribute {function.__name__} in class {cls.__name__}'
                )
    if match_args:
        _set_new_attribute(
            cls, '__match_args__', tuple(f.name for f in in_init if f.init and not f.kw_only)
        )
    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _signature_text(in_init)
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    elif weakref_slot:
        raise TypeError('weakref_slot is True but slots is False')
    return cls


def _signature_text(in_init):
    def text(f):
        kind = f.type.__name__ if isinstance(f.type, type) else repr(f.type)
        if f.default is not MISSING:
            return f'{f.name}: {kind} = {f.default!r}'
        return f'{f.name}: {kind}' + (' = <factory>' if f.default_factory is not MISSING else '')

    parts = [text(f) for f in in_init if f.init and not f.kw_only]
    keywords = [text(f) for f in in_init if f.init and f.kw_only]
    return f'({", ".join(parts + (["*"] + keywords if keywords else []))})'


def _add_slots(cls, frozen, weakref_slot):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = [f.name for f in fields(cls)]
    inherited = {slot for base in cls.__mro__[1:-1] for slot in base.__dict__.get('__slots__', ())}
    namespace['__slots__'] = tuple(n for n in names if n not in inherited) + (
        ('__weakref__',) if weakref_slot else ()
    )
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if frozen:
        cls.__getstate__ = _dataclass_getstate
        cls.__setstate__ = _dataclass_setstate
    return cls


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    def wrap(cls):
        return _process_class(
            cls,
            init,
            repr,
            eq,
            order,
            unsafe_hash,
            frozen,
            match_args,
            kw_only,
            slots,
            weakref_slot,
        )

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type == _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_dataclass_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return dict_factory(
        [(f.name, _convert_inner(getattr(obj, f.name), dict_factory)) for f in fields(obj)]
    )


def _convert_inner(obj, dict_factory):
    if _is_dataclass_instance(obj):
        return asdict(obj, dict_factory=dict_factory)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_convert_inner(v, dict_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_convert_inner(v, dict_factory) for v in obj)
    if isinstance(obj, dict):
        return type(obj)(
            (_convert_inner(k, dict_factory), _convert_inner(v, dict_factory))
            for k, v in obj.items()
        )
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_dataclass_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    if _is_dataclass_instance(obj):
        return tuple_factory(
            [_astuple_inner(getattr(obj, f.name), tuple_factory) for f in fields(obj)]
        )
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_astuple_inner(v, tuple_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_astuple_inner(v, tuple_factory) for v in obj)
    if isinstance(obj, dict):
        return type(obj)(
            (_astuple_inner(k, tuple_factory), _astuple_inner(v, tuple_factory))
            for k, v in obj.items()
        )
    return copy.deepcopy(obj)


def make_dataclass(
    cls_name,
    fields,
    *,
    bases=(),
    namespace=None,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, 'typing.Any'
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, body[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind
    body['__annotations__'] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda ns: ns.update(body))
    cls.__module__ = 'types'
    return dataclass(
        cls,
        init=init,
        repr=repr,
        eq=eq,
        order=order,
        unsafe_hash=unsafe_hash,
        frozen=frozen,
        match_args=match_args,
        kw_only=kw_only,
        slots=slots,
        weakref_slot=weakref_slot,
    )


def replace(obj, /, **changes):
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type == _CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(
                    f'field {f.name} is declared with init=False, it cannot be specified with '
                    f'replace()'
                )
            continue
        if f.name not in changes:
            if f._field_type == _INITVAR and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
