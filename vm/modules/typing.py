# SPDX-License-Identifier: MIT
"""Names for annotations.

A subscripted form (`List[int]`, `Optional[str]`) is a _GenericAlias of an origin and arguments,
equal to others of the same parts. Nothing here checks a value; the forms have CPython's
representation, and what classes need of them at run time (bases, isinstance on protocols,
NamedTuple and TypedDict) works.
"""
import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types

TYPE_CHECKING = False


def _type_repr(obj):
    if isinstance(obj, types.GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        return (
            obj.__qualname__
            if obj.__module__ == 'builtins'
            else f'{obj.__module__}.{obj.__qualname__}'
        )
    if obj is ...:
        return '...'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _is_union_type(obj):
    """Whether it is `int | str`: types.UnionType is the type of `list[int]`, too."""
    return isinstance(obj, types.UnionType) and not hasattr(obj, '__origin__')


class ForwardRef:
    """The text of an annotation."""

    __slots__ = ('__forward_arg__',)

    def __init__(self, arg):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}') from None
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _type_check(arg, message):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, _SpecialForm) and arg._name in ('Generic', 'Protocol', 'ClassVar', 'Final'):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if type(arg) is tuple:
        raise TypeError(f'{message} Got {arg!r:.100}.')
    return arg


class _Final:
    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _SpecialForm(_Final, _root=True):
    """A name that may be subscripted: Optional, Union, ClassVar, ..."""

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Anything at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls, *args, **kwargs)


def _plain_form(function):
    def getitem(self, parameters):
        raise TypeError(f'{self} is not subscriptable')

    getitem.__name__ = function.__name__
    getitem.__doc__ = function.__doc__
    return _SpecialForm(getitem)


@_plain_form
def NoReturn(self, parameters):
    """A function that never returns."""


@_plain_form
def Never(self, parameters):
    """A value that cannot be."""


@_plain_form
def Self(self, parameters):
    """The enclosing class."""


@_plain_form
def LiteralString(self, parameters):
    """A str written in the source."""


@_plain_form
def TypeAlias(self, parameters):
    """Marks an assignment as the name of a type."""


def _single(self, parameters):
    return _GenericAlias(
        self, (_type_check(parameters, f'{self} accepts only single type.'),), name=self._name
    )


@_SpecialForm
def ClassVar(self, parameters):
    """A variable of the class."""
    return _single(self, parameters)


@_SpecialForm
def Final(self, parameters):
    """A name that is bound once."""
    return _single(self, parameters)


@_SpecialForm
def Required(self, parameters):
    """A key that a TypedDict must have."""
    return _single(self, parameters)


@_SpecialForm
def NotRequired(self, parameters):
    """A key that a TypedDict may have."""
    return _single(self, parameters)


@_SpecialForm
def TypeGuard(self, parameters):
    """The answer of a test of a type."""
    return _single(self, parameters)


@_SpecialForm
def Unpack(self, parameters):
    """`*Ts` in older syntax."""
    return _single(self, parameters)


def _without_doubles(parameters):
    kept = []
    for parameter in parameters:
        if parameter not in kept:
            kept.append(parameter)
    return tuple(kept)


@_SpecialForm
def Union(self, parameters):
    """One of several types."""
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for parameter in parameters:
        parameter = _type_check(parameter, 'Union[arg, ...]: each arg must be a type.')
        if isinstance(parameter, _UnionGenericAlias) or _is_union_type(parameter):
            flat.extend(parameter.__args__)
        else:
            flat.append(parameter)
    flat = _without_doubles(flat)
    if len(flat) == 1:
        return flat[0]
    if len(flat) == 2 and type(None) in flat:
        return _UnionGenericAlias(self, flat, name='Optional')
    return _UnionGenericAlias(self, flat)


@_SpecialForm
def Optional(self, parameters):
    """A type or None."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


@_SpecialForm
def Literal(self, parameters):
    """One of several values."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for parameter in parameters:
        flat.extend(
            parameter.__args__ if isinstance(parameter, _LiteralGenericAlias) else (parameter,)
        )
    kept = []
    for value in flat:
        if not any(value == other and type(value) is type(other) for other in kept):
            kept.append(value)
    return _LiteralGenericAlias(self, tuple(kept))


@_SpecialForm
def Concatenate(self, parameters):
    """Parameters before a ParamSpec."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _GenericAlias(self, parameters)


class TypeVar(_Final, _root=True):
    """A type to be filled in."""

    _kind = 'TypeVar'

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__name__ = name
        self.__constraints__ = tuple(
            _type_check(c, 'TypeVar(name, constraint, ...): constraints must be types.')
            for c in constraints
        )
        self.__bound__ = None if bound is None else _type_check(bound, 'Bound must be a type.')
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')

    def __repr__(self):
        return (
            '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        ) + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __call__(self):
        raise TypeError(f"'{type(self).__name__}' object is not callable")

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')


class ParamSpec(TypeVar, _root=True):
    """The parameters of a callable."""

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs:
    _suffix = 'args'

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.{self._suffix}'


class ParamSpecKwargs(ParamSpecArgs):
    _suffix = 'kwargs'


class TypeVarTuple(TypeVar, _root=True):
    """Any number of types."""

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


def _collect_parameters(args):
    found = []
    for arg in args:
        inner = (arg,) if isinstance(arg, TypeVar) else getattr(arg, '__parameters__', ())
        if isinstance(arg, type):
            inner = ()
        if isinstance(arg, (list, tuple)):
            inner = _collect_parameters(arg)
        found.extend(p for p in inner if p not in found)
    return tuple(found)


def _substitute(arg, values):
    if isinstance(arg, TypeVar):
        return values.get(arg, arg)
    if isinstance(arg, (list, tuple)):
        return type(arg)(_substitute(a, values) for a in arg)
    parameters = getattr(arg, '__parameters__', ())
    if parameters and not isinstance(arg, type):
        return arg[tuple(values.get(p, p) for p in parameters)]
    return arg


def _subscript_builtin(alias, args):
    """`list[T][int]`, `(list[T] | None)[int]`: for the aliases that are not made here."""
    args = args if isinstance(args, tuple) else (args,)
    parameters = alias.__parameters__
    if len(args) != len(parameters):
        word = 'many' if len(args) > len(parameters) else 'few'
        raise TypeError(
            f'Too {word} arguments for {alias!r}; actual {len(args)}, expected {len(parameters)}'
        )
    values = dict(zip(parameters, args))
    filled_in = tuple(_substitute(a, values) for a in alias.__args__)
    if _is_union_type(alias):
        return functools.reduce(operator.or_, filled_in)
    return types.GenericAlias(alias.__origin__, filled_in)


class _BaseGenericAlias(_Final, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() '
                f'instead'
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        position = bases.index(self)
        if not any(
            isinstance(b, _BaseGenericAlias) or issubclass(b, Generic)
            for b in bases[position + 1 :]
        ):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in ('__origin__', '__args__'):
            raise AttributeError(attr)
        if '__origin__' in self.__dict__ and not (attr.startswith('__') and attr.endswith('__')):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


class _GenericAlias(_BaseGenericAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__parameters__ = _collect_parameters(self.__args__)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple(
            _type_check(a, 'Parameters to generic types must be types.')
            if not isinstance(a, list)
            else a
            for a in args
        )
        if len(args) != len(self.__parameters__):
            word = 'many' if len(args) > len(self.__parameters__) else 'few'
            raise TypeError(
                f'Too {word} arguments for {self}; actual {len(args)}, expected '
                f'{len(self.__parameters__)}'
            )
        values = dict(zip(self.__parameters__, args))
        return self.copy_with(tuple(_substitute(a, values) for a in self.__args__))

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm) or self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            later = bases[bases.index(self) + 1 :]
            if Protocol in bases or any(isinstance(b, _BaseGenericAlias) for b in later):
                return ()
        return (self.__origin__,)

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = f'typing.{self._name}' if self._name else _type_repr(self.__origin__)
        args = ', '.join([_type_repr(a) for a in self.__args__]) if self.__args__ else '()'
        return f'{name}[{args}]'

    def __iter__(self):
        yield Unpack[self]


class _UnionGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not (isinstance(other, _UnionGenericAlias) or _is_union_type(other)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            other = args[1] if args[0] is type(None) else args[0]
            return f'typing.Optional[{_type_repr(other)}]'
        return f'typing.Union[{", ".join(_type_repr(a) for a in args)}]'

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return {(v, type(v)) for v in self.__args__} == {(v, type(v)) for v in other.__args__}

    def __hash__(self):
        return hash(frozenset((v, type(v)) for v in self.__args__))

    def __repr__(self):
        return f'typing.Literal[{", ".join(map(repr, self.__args__))}]'


class _CallableGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (
            args[0] is ...
            or isinstance(args[0], (ParamSpec, _GenericAlias))
            and getattr(args[0], '__origin__', None) is Concatenate
        ):
            return f'typing.Callable[{_type_repr(args[0])}, {_type_repr(args[1])}]'
        given = ', '.join(_type_repr(a) for a in args[:-1])
        return f'typing.Callable[[{given}], {_type_repr(args[-1])}]'


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """An alias of a class that has its own name here: List of list."""

    def __init__(self, origin, nparams, *, inst=True, name=None):
        if name is None:
            name = origin.__name__
        super().__init__(origin, inst=inst, name=name)
        self._nparams = nparams

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_check(p, 'Parameters to generic types must be types.') for p in params)
        if self._nparams != -1 and len(params) != self._nparams:
            word = 'many' if len(params) > self._nparams else 'few'
            raise TypeError(
                f'Too {word} arguments for {self}; actual {len(params)}, expected {self._nparams}'
            )
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        return issubclass(cls, self.__origin__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _TupleType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) == 2 and params[1] is ...:
            params = (_type_check(params[0], 'Tuple[t, ...]: t must be a type.'), ...)
        else:
            params = tuple(
                _type_check(p, 'Tuple[t0, t1, ...]: each t must be a type.') for p in params
            )
        return _GenericAlias(tuple, params, name='Tuple', inst=False)


class _CallableType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if isinstance(args, list):
            args = tuple(
                _type_check(a, 'Callable[[arg, ...], result]: each arg must be a type.')
                for a in args
            )
        elif args is ... or isinstance(args, (ParamSpec, _GenericAlias)):
            args = (args,)
        else:
            raise TypeError(
                f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {args}'
            )
        return _CallableGenericAlias(collections.abc.Callable, args + (result,), name='Callable')


_alias = _SpecialGenericAlias
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
Callable = _CallableType(collections.abc.Callable, 2)
List = _alias(list, 1, inst=False, name='List')
Dict = _alias(dict, 2, inst=False, name='Dict')
Set = _alias(set, 1, inst=False, name='Set')
FrozenSet = _alias(frozenset, 1, inst=False, name='FrozenSet')
Type = _alias(type, 1, inst=False, name='Type')
Deque = _alias(collections.deque, -1, name='Deque')
DefaultDict = _alias(collections.defaultdict, 2, name='DefaultDict')
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Hashable = _alias(collections.abc.Hashable, 0)
Sized = _alias(collections.abc.Sized, 0)
for _name, _count in (
    ('Iterable', 1),
    ('Iterator', 1),
    ('Reversible', 1),
    ('Container', 1),
    ('Collection', 1),
    ('Sequence', 1),
    ('MutableSequence', 1),
    ('MutableSet', 1),
    ('Mapping', 2),
    ('MutableMapping', 2),
    ('MappingView', 1),
    ('KeysView', 1),
    ('ItemsView', 2),
    ('ValuesView', 1),
    ('Generator', 3),
    ('ByteString', 0),
    ('Awaitable', 1),
    ('Coroutine', 3),
    ('AsyncIterable', 1),
    ('AsyncIterator', 1),
    ('AsyncGenerator', 2),
):
    if hasattr(collections.abc, _name):
        globals()[_name] = _alias(getattr(collections.abc, _name), _count, name=_name)
AbstractSet = _alias(collections.abc.Set, 1, name='AbstractSet')
ContextManager = _alias(contextlib.AbstractContextManager, 1, name='ContextManager')
del _name, _count

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
AnyStr = TypeVar('AnyStr', bytes, str)
Text = str


class Generic:
    """Base of classes with type parameters."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
            if not all(
                isinstance(p, TypeVar) or getattr(p, '__origin__', None) is Unpack for p in params
            ):
                raise TypeError(
                    f'Parameters to {cls.__name__}[...] must all be type variables or parameter '
                    'specification variables.'
                )
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        else:
            expected = getattr(cls, '__parameters__', ())
            if not expected:
                raise TypeError(f'{cls} is not a generic class')
            params = tuple(
                p
                if isinstance(p, list)
                else _type_check(p, 'Parameters to generic types must be types.')
                for p in params
            )
            if len(params) != len(expected) and not any(
                isinstance(p, TypeVarTuple) for p in expected
            ):
                word = 'many' if len(params) > len(expected) else 'few'
                raise TypeError(
                    f'Too {word} arguments for {cls}; actual {len(params)}, expected '
                    f'{len(expected)}'
                )
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__', ())
        if (
            '__orig_bases__' in cls.__dict__
            and Generic in bases
            or '__orig_bases__' not in cls.__dict__
            and Generic in cls.__bases__
            and cls.__name__ != 'Protocol'
        ):
            raise TypeError('Cannot inherit from plain Generic')
        found = _collect_parameters(bases)
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                found = base.__parameters__
        cls.__parameters__ = tuple(found)


_NO_PROTOCOL_MEMBERS = {
    '__abstractmethods__',
    '__annotations__',
    '__dict__',
    '__doc__',
    '__init__',
    '__module__',
    '__new__',
    '__slots__',
    '__subclasshook__',
    '__weakref__',
    '__class_getitem__',
    '__match_args__',
    '__parameters__',
    '__orig_bases__',
    '__orig_class__',
    '_is_protocol',
    '_is_runtime_protocol',
    '__qualname__',
    '__init_subclass__',
    '_abc_impl',
    '_abc_registry',
    '_abc_cache',
    '_abc_negative_cache',
    '_abc_negative_cache_version',
}


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        annotations = base.__dict__.get('__annotations__', {})
        names.update(
            n
            for n in (*base.__dict__, *annotations)
            if not n.startswith('_abc_') and n not in _NO_PROTOCOL_MEMBERS
        )
    return names


class _ProtocolMeta(type(collections.abc.Sized)):
    def __instancecheck__(cls, instance):
        if getattr(cls, '_is_protocol', False) and not getattr(cls, '_is_runtime_protocol', False):
            raise TypeError(
                'Instance and class checks can only be used with @runtime_checkable protocols'
            )
        if super().__instancecheck__(instance):
            return True
        if getattr(cls, '_is_protocol', False):
            return all(
                hasattr(instance, name)
                and not (callable(getattr(cls, name, None)) and getattr(instance, name) is None)
                for name in _protocol_members(cls)
            )
        return False


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError('Protocols cannot be instantiated')


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that say what others must have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)

        def _proto_hook(other):
            if not cls.__dict__.get('_is_protocol', False):
                return NotImplemented
            if not getattr(cls, '_is_runtime_protocol', False):
                return NotImplemented
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            for name in _protocol_members(cls):
                for base in other.__mro__:
                    if name in base.__dict__:
                        if base.__dict__[name] is None:
                            return NotImplemented
                        break
                    if name in base.__dict__.get('__annotations__', {}):
                        break
                else:
                    return NotImplemented
            return True

        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if (
            cls._is_protocol
            and cls.__init__ is object.__init__
            or cls._is_protocol
            and cls.__init__ is Protocol.__init__
        ):
            cls.__init__ = _no_init
        elif not cls._is_protocol and cls.__init__ is _no_init:
            # The first __init__ of the order that says something.
            for base in cls.__mro__[1:]:
                found = base.__dict__.get('__init__')
                if found is not None and found is not _no_init:
                    cls.__init__ = found
                    break


def runtime_checkable(cls):
    if not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


def _protocol(name, method):
    namespace = {
        '__slots__': (),
        '__module__': 'typing',
        '_is_protocol': True,
        method: lambda self: None,
    }
    return runtime_checkable(type(Protocol)(name, (Protocol,), namespace))


SupportsInt = _protocol('SupportsInt', '__int__')
SupportsFloat = _protocol('SupportsFloat', '__float__')
SupportsComplex = _protocol('SupportsComplex', '__complex__')
SupportsBytes = _protocol('SupportsBytes', '__bytes__')
SupportsIndex = _protocol('SupportsIndex', '__index__')
SupportsAbs = _protocol('SupportsAbs', '__abs__')
SupportsRound = _protocol('SupportsRound', '__round__')


class _AnnotatedAlias(_GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def __repr__(self):
        notes = ', '.join(repr(a) for a in self.__metadata__)
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {notes}]'

    def __eq__(self, other):
        return (
            isinstance(other, _AnnotatedAlias)
            and self.__origin__ == other.__origin__
            and self.__metadata__ == other.__metadata__
        )

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


class Annotated:
    """A type with notes."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError(
                'Annotated[...] should be used with at least two arguments (a type and an '
                'annotation).'
            )
        return _AnnotatedAlias(
            _type_check(params[0], 'Annotated[t, ...]: t must be a type.'), tuple(params[1:])
        )


# --- functions ------------------------------------------------------------------------------------


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    value = repr(arg)
    raise AssertionError(
        f'Expected code to be unreachable, but got: '
        f'{value[:100] + "..." if len(value) > 100 else value}'
    )


def reveal_type(obj, /):
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def no_type_check(arg):
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        'You should not call an overloaded function. A series of @overload-decorated functions '
        'outside a stub module should always be followed by an implementation that is not '
        '@overload-ed.'
    )


def overload(func):
    return _overload_dummy


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if _is_union_type(tp):
        return types.UnionType
    if isinstance(tp, (_BaseGenericAlias, types.GenericAlias)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if _is_union_type(tp):
        return tp.__args__
    if isinstance(tp, (_GenericAlias, types.GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and args[0] is ...):
            args = (list(args[:-1]), args[-1])
        return args
    return ()


def _evaluate(value, globalns, localns):
    if value is None:
        return type(None)
    if isinstance(value, str):
        value = ForwardRef(value)
    if isinstance(value, ForwardRef):
        return _evaluate(eval(value.__forward_arg__, globalns, localns), globalns, localns)
    if isinstance(value, _GenericAlias) and not isinstance(value, _LiteralGenericAlias):
        args = tuple(
            _evaluate(a, globalns, localns) if isinstance(a, (ForwardRef, _GenericAlias)) else a
            for a in value.__args__
        )
        return value if args == value.__args__ else value.copy_with(args)
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    def plain(value):
        return (
            value.__origin__ if isinstance(value, _AnnotatedAlias) and not include_extras else value
        )

    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            namespace = globalns or getattr(sys.modules.get(base.__module__), '__dict__', {})
            for name, value in base.__dict__.get('__annotations__', {}).items():
                hints[name] = plain(_evaluate(value, namespace, localns or dict(vars(base))))
        return hints
    if globalns is None:
        wrapped = obj
        while hasattr(wrapped, '__wrapped__'):
            wrapped = wrapped.__wrapped__
        globalns = (
            obj.__dict__
            if isinstance(obj, types.ModuleType)
            else getattr(wrapped, '__globals__', {})
        )
    annotations = getattr(obj, '__annotations__', None)
    if annotations is None:
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    for name, value in annotations.items():
        hints[name] = plain(_evaluate(value, globalns, localns or globalns))
    return hints


class NewType:
    """A name for a type that only a type checker tells from it."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[-1]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')

    def __call__(self, x):
        return x

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# --- NamedTuple and TypedDict ---------------------------------------------------------------------


def _make_nmtuple(name, fields, module, defaults=()):
    made = collections.namedtuple(name, [n for n, _ in fields], defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = {
        n: _type_check(t, f'field {n} annotation must be a type') for n, t in fields
    }
    return made


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        annotations = ns.get('__annotations__', {})
        default_names = []
        for name in annotations:
            if name in ns:
                default_names.append(name)
            elif default_names:
                raise TypeError(
                    f'Non-default namedtuple field {name} cannot follow default field'
                    f'{"s" if len(default_names) > 1 else ""} {", ".join(default_names)}'
                )
        made = _make_nmtuple(
            typename, annotations.items(), ns.get('__module__'), [ns[n] for n in default_names]
        )
        if made.__bases__ != bases:
            made.__bases__ = bases
        for key in ns:
            if key in (
                '__new__',
                '__init__',
                '__slots__',
                '__getnewargs__',
                '_fields',
                '_field_defaults',
                '_field_types',
                '_make',
                '_replace',
                '_asdict',
                '_source',
            ):
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if (
                key
                not in (
                    '__module__',
                    '__name__',
                    '__annotations__',
                    '__qualname__',
                    '__classcell__',
                    '__orig_bases__',
                )
                and key not in made._fields
            ):
                setattr(made, key, ns[key])
        if '__qualname__' in ns:
            made.__qualname__ = ns['__qualname__']
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple with annotated fields; as a base class, too."""
    if fields is None:
        fields = kwargs.items()
    return _make_nmtuple(typename, list(fields), sys._getframe(1).f_globals.get('__name__'))


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        made = type.__new__(
            _TypedDictMeta, name, (dict,), {k: v for k, v in ns.items() if k != '__orig_bases__'}
        )
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            required |= base.__dict__.get('__required_keys__', frozenset())
            optional |= base.__dict__.get('__optional_keys__', frozenset())
        for key, value in ns.get('__annotations__', {}).items():
            value = _type_check(
                value, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
            )
            annotations[key] = value
            origin = get_origin(value)
            is_required = origin is Required or total and origin is not NotRequired
            (required if is_required else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict with known keys; as a base class, too."""
    namespace = {
        '__annotations__': dict(kwargs if fields is None else fields),
        '__module__': sys._getframe(1).f_globals.get('__name__'),
    }
    return _TypedDictMeta(typename, (), namespace, total=total)


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


class IO(Generic[AnyStr]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


def clear_overloads():
    pass


def dataclass_transform(**kwargs):
    return lambda cls_or_fn: cls_or_fn


__all__ = [
    _name
    for _name in globals()
    if _name[0] != '_'
    and _name
    not in (
        'collections',
        'contextlib',
        'functools',
        'operator',
        'sys',
        'types',
        'T',
        'KT',
        'VT',
        'T_co',
        'T_contra',
    )
]


def __getattr__(name):
    """Pattern and Match, for which module re is needed."""
    if name not in ('Pattern', 'Match'):
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import re

    value = globals()[name] = _alias(getattr(re, name), 1)
    return value
