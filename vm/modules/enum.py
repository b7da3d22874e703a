# SPDX-License-Identifier: MIT
"""Enumerations.

The class body fills an _EnumDict, which remembers the members' names in order; EnumType makes the
class and then one instance of it for each member. A member is an instance attribute of nothing: it
stands in the class's __dict__ and in _member_map_, by name, and in _value2member_map_, by value.
"""
import sys
from types import MappingProxyType

__all__ = [
    'EnumType',
    'EnumMeta',
    'Enum',
    'IntEnum',
    'StrEnum',
    'Flag',
    'IntFlag',
    'ReprEnum',
    'auto',
    'unique',
    'property',
    'member',
    'nonmember',
    'STRICT',
    'CONFORM',
    'EJECT',
    'KEEP',
    'FlagBoundary',
    'verify',
    'UNIQUE',
    'CONTINUOUS',
    'NAMED_FLAGS',
    'EnumCheck',
    'global_enum',
]

Enum = Flag = ReprEnum = None
_builtin_property = property


class nonmember:
    """Keeps a value in an enum class from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of what would be none (a function, a class)."""

    def __init__(self, value):
        self.value = value


class auto:
    """Stands for the value that _generate_next_value_ gives."""

    def __init__(self, value=None):
        self.value = _AUTO if value is None else value

    def __repr__(self):
        return f'auto({"_auto_null" if self.value is _AUTO else repr(self.value)})'


_AUTO = object()


class property(_builtin_property):
    """An attribute of members (name, value) that leaves a member of the same name alone."""

    _member = None

    def __set_name__(self, owner, name):
        self._name = name
        self._owner_name = owner.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            found = owner._member_map_.get(self._name) if '_member_map_' in owner.__dict__ else None
            if found is None:
                raise AttributeError(f'{owner!r} has no attribute {self._name!r}')
            return found
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f'<enum {self._owner_name!r}> cannot set attribute {self._name!r}')
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(
                f'<enum {self._owner_name!r}> cannot delete attribute {self._name!r}'
            )
        self.fdel(instance)


def _is_descriptor(obj):
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or hasattr(obj, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    pattern = f'_{cls_name}__'
    return len(name) > len(pattern) and name.startswith(pattern) and name[-2:] != '__'


def _is_single_bit(num):
    return num != 0 and num & (num - 1) == 0


def _bits(num):
    while num:
        low = num & (~num + 1)
        yield low
        num ^= low


def bin(num, max_bits=None):
    """The binary digits with their sign bit apart: '0b0 1010'."""
    negative = num < 0
    digits = f'{num + (1 << num.bit_length()) if negative else num:b}'
    if max_bits is not None:
        digits = digits.rjust(max_bits, '1' if negative else '0')
    return f'0b{int(negative)} {digits}'


class _EnumDict(dict):
    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._cls_name = None
        self._auto_called = False

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            super().__setitem__(key, value)
            return
        if _is_sunder(key):
            if key not in (
                '_order_',
                '_generate_next_value_',
                '_numeric_repr_',
                '_missing_',
                '_ignore_',
                '_iter_member_',
                '_iter_member_by_value_',
                '_iter_member_by_def_',
            ):
                raise ValueError(
                    f'_sunder_ names, such as {key!r}, are reserved for future Enum use'
                )
            if key == '_generate_next_value_':
                if self._auto_called:
                    raise TypeError('_generate_next_value_ must be defined before members')
                self._generate_next_value = (
                    value.__func__ if isinstance(value, staticmethod) else value
                )
            elif key == '_ignore_':
                value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
                self._ignore = value
        elif _is_dunder(key):
            pass
        elif key in self._member_names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif key in self._ignore or isinstance(value, nonmember):
            if isinstance(value, nonmember):
                value = value.value
        elif _is_descriptor(value) and not isinstance(value, member):
            pass
        else:
            if key in self:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            if isinstance(value, member):
                value = value.value
            value = self._without_auto(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _without_auto(self, key, value):
        if isinstance(value, auto):
            if value.value is _AUTO:
                self._auto_called = True
                value = self._generate_next_value(
                    key, 1, len(self._member_names), self._last_values[:]
                )
            else:
                value = value.value
        elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
            self._auto_called = True
            value = tuple(
                self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                if isinstance(v, auto) and v.value is _AUTO
                else v
                for v in value
            )
        return value


class EnumType(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        if Enum is None:
            return {}
        metacls._check_for_existing_members(cls, bases)
        enum_dict = _EnumDict()
        enum_dict._cls_name = cls
        _, first_enum = metacls._get_mixins(cls, bases)
        if first_enum is not None:
            enum_dict._generate_next_value = first_enum._generate_next_value_
        return enum_dict

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        if Enum is None or not isinstance(classdict, _EnumDict):
            return super().__new__(metacls, cls, bases, dict(classdict), **kwds)
        member_type, first_enum = metacls._get_mixins(cls, bases)
        names = list(classdict._member_names)
        if 'mro' in names:
            raise ValueError("invalid enum member name(s) 'mro'")
        values = {name: classdict[name] for name in names}
        namespace = {
            k: v
            for k, v in classdict.items()
            if k not in values and k not in ('_ignore_', '_order_') and k not in classdict._ignore
        }
        if '_generate_next_value_' in namespace:
            given = namespace['_generate_next_value_']
            namespace['_generate_next_value_'] = (
                given if isinstance(given, staticmethod) else staticmethod(given)
            )
        namespace.update(
            _member_names_=[],
            _member_map_={},
            _value2member_map_={},
            _unhashable_values_=[],
            _member_type_=member_type,
        )
        namespace['_boundary_'] = boundary or getattr(first_enum, '_boundary_', None)
        namespace['_flag_mask_'] = namespace['_all_bits_'] = namespace['_singles_mask_'] = 0
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        metacls._choose_text_methods(enum_class, namespace, member_type, first_enum)
        if '__new__' in namespace:
            enum_class.__new_member__ = namespace['__new__']
        enum_class.__new__ = Enum.__new__
        for name, value in values.items():
            metacls._add_member(enum_class, name, value)
        if Flag is not None and issubclass(enum_class, Flag):
            for name in (
                '__or__',
                '__and__',
                '__xor__',
                '__ror__',
                '__rand__',
                '__rxor__',
                '__invert__',
            ):
                if name not in namespace and getattr(enum_class, name) is getattr(
                    member_type, name, None
                ):
                    setattr(enum_class, name, getattr(Flag, name))
            enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1
            members = [enum_class._member_map_[n] for n in enum_class._member_names_]
            if [m._value_ for m in members] != sorted(m._value_ for m in members):
                enum_class._iter_member_ = enum_class._iter_member_by_def_
        order = classdict.get('_order_')
        if order is not None:
            order = order.replace(',', ' ').split() if isinstance(order, str) else list(order)
            if [n for n in order if n in enum_class._member_names_] != enum_class._member_names_:
                raise TypeError(
                    f'member order does not match _order_:\n  {enum_class._member_names_!r}\n  '
                    f'{order!r}'
                )
        return enum_class

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    @staticmethod
    def _choose_text_methods(enum_class, namespace, member_type, first_enum):
        """A mixed-in type's repr shows values; ReprEnum keeps its str and format, too."""
        if member_type is object:
            return
        if (
            ReprEnum is not None
            and issubclass(enum_class, ReprEnum)
            and ReprEnum in enum_class.__bases__
        ):
            # object's __str__ would give the enum's repr.
            text = (
                member_type.__str__ if '__str__' in member_type.__dict__ else member_type.__repr__
            )
            for name, method in (('__str__', text), ('__format__', member_type.__format__)):
                if name not in namespace:
                    setattr(enum_class, name, method)
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name not in namespace:
                enum_method = getattr(first_enum, name)
                found = getattr(enum_class, name, None)
                if found is getattr(member_type, name, None) or found is getattr(
                    object, name, None
                ):
                    if name in ('__str__', '__format__') and issubclass(enum_class, ReprEnum or ()):
                        continue
                    setattr(enum_class, name, enum_method)

    @staticmethod
    def _add_member(enum_class, name, value):
        member_type = enum_class._member_type_
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        new_member = getattr(enum_class, '__new_member__', None)
        if new_member is not None:
            enum_member = new_member(enum_class, *args)
        elif member_type is object:
            enum_member = object.__new__(enum_class)
        else:
            enum_member = member_type.__new__(enum_class, *args)
        if not hasattr(enum_member, '_value_'):
            if member_type is object:
                enum_member._value_ = value
            else:
                try:
                    enum_member._value_ = member_type(*args)
                except Exception as exc:
                    raise TypeError('_value_ not set in __new__, unable to create it') from exc
        value = enum_member._value_
        enum_member._name_ = name
        enum_member.__objclass__ = enum_class
        enum_member.__init__(*args)
        enum_member._sort_order_ = len(enum_class._member_names_)
        found = None
        for other in enum_class._member_map_.values():
            if other._value_ == value:
                found = other
                break
        if found is not None:
            enum_member = found
        elif Flag is None or not issubclass(enum_class, Flag):
            enum_class._member_names_.append(name)
        elif not isinstance(value, int):
            raise TypeError(f'invalid Flag value: {value!r}')
        else:
            if _is_single_bit(value):
                enum_class._member_names_.append(name)
                enum_class._singles_mask_ |= value
            enum_class._flag_mask_ |= value
        type.__setattr__(enum_class, name, enum_member)
        enum_class._member_map_[name] = enum_member
        try:
            enum_class._value2member_map_.setdefault(value, enum_member)
        except TypeError:
            enum_class._unhashable_values_.append(value)

    def __bool__(cls):
        return True

    def __call__(
        cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None
    ):
        if names is None and (cls._member_map_ or type is None):
            return cls.__new__(cls, value)
        return cls._create_(
            value,
            names,
            module=module,
            qualname=qualname,
            type=type,
            start=start,
            boundary=boundary,
        )

    def _create_(
        cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None
    ):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last_values = []
            pairs = []
            for count, name in enumerate(names):
                value = classdict._generate_next_value(name, start, count, last_values[:])
                last_values.append(value)
                pairs.append((name, value))
        else:
            pairs = names.items() if isinstance(names, dict) else names
        for name, value in pairs:
            classdict[name] = value
        if module is None:
            module = sys._getframe(2).f_globals.get('__name__')
        if module is not None:
            classdict['__module__'] = module
        if qualname is not None:
            classdict['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            import warnings

            warnings.warn(
                'in 3.12 __contains__ will no longer raise TypeError, but will return True or\n'
                'False depending on whether the value is a member or the value of a member',
                DeprecationWarning,
                stacklevel=2,
            )
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' and "
                f"'{cls.__class__.__qualname__}'"
            )
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {attr!r}.')
        super().__delattr__(attr)

    def __getattr__(cls, name):
        raise AttributeError(name, name=name, obj=cls) from None

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def __dir__(cls):
        return sorted(
            [
                '__class__',
                '__contains__',
                '__doc__',
                '__getitem__',
                '__init_subclass__',
                '__iter__',
                '__len__',
                '__members__',
                '__module__',
                '__name__',
                '__qualname__',
            ]
            + cls._member_names_
        )

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f'<flag {cls.__name__!r}>'
        return f'<enum {cls.__name__!r}>'

    @staticmethod
    def _check_for_existing_members(class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and getattr(base, '_member_names_', None):
                    raise TypeError(f'<enum {class_name!r}> cannot extend {base!r}')

    @staticmethod
    def _get_mixins(class_name, bases):
        """The type of the members' values, and the enum that is extended."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if Enum is not None and not isinstance(first_enum, EnumType):
            raise TypeError(
                'new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] '
                'enum_type)`'
            )
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    inherited = base.__dict__.get('_member_type_', object)
                    if inherited is not object:
                        return inherited, first_enum
                elif '__new__' in base.__dict__ or issubclass(
                    base, (int, str, float, bytes, tuple, list, dict, set)
                ):
                    return base, first_enum
        return object, first_enum


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """Base of enumerations."""

    _member_names_ = []
    _member_map_ = {}
    _value2member_map_ = {}
    _member_type_ = object
    _boundary_ = None

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        if not cls._member_map_:
            raise TypeError(f'{cls!r} has no members defined')
        try:
            exc = None
            result = cls._missing_(value)
        except Exception as e:
            exc = e
            result = None
        try:
            if isinstance(result, cls):
                return result
            if (
                Flag is not None
                and issubclass(cls, Flag)
                and cls._boundary_ is EJECT
                and isinstance(result, int)
            ):
                return result
            ve_exc = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
            if result is None and exc is None:
                raise ve_exc
            if exc is None:
                exc = TypeError(
                    f'error in {cls.__name__}._missing_: returned {result!r} instead of None or '
                    f'a valid '
                    'member'
                )
            if not isinstance(exc, ValueError):
                exc.__context__ = ve_exc
            raise exc
        finally:
            exc = None
            ve_exc = None

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        for last_value in reversed(last_values):
            try:
                return last_value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __dir__(self):
        added = [
            n
            for cls in self.__class__.mro()
            for n in cls.__dict__
            if n[0] != '_' and n not in self._member_map_
        ]
        return sorted(
            set(
                ['__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value']
                + added
            )
        )

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


class ReprEnum(Enum):
    """Only changes the repr(), leaving str() and format() to the mixed-in type."""


class IntEnum(int, ReprEnum):
    """Enum where members are also (and must be) ints"""


class StrEnum(str, ReprEnum):
    """Enum where members are also (and must be) strings"""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f'{values[0]!r} is not a string')
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Members can be combined by |, &, ^ and ~."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            high_bit = last_value.bit_length() - 1
        except Exception:
            raise TypeError(f'invalid flag value {last_value!r}') from None
        return 2 ** (high_bit + 1)

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _bits(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        flag_mask, all_bits = cls._flag_mask_, cls._all_bits_
        neg_value = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ flag_mask):
            if cls._boundary_ is STRICT:
                max_bits = max(value.bit_length(), flag_mask.bit_length())
                raise ValueError(
                    f'{cls!r} invalid value {value!r}\n    given {bin(value, max_bits)}\n'
                    f'  allowed {bin(flag_mask, max_bits)}'
                )
            elif cls._boundary_ is CONFORM:
                value = value & flag_mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value = max(all_bits + 1, 2 ** value.bit_length()) + value
        if value < 0:
            neg_value = value
            value = all_bits + 1 + value
        unknown = value & ~flag_mask
        member_value = value & flag_mask
        if cls._member_type_ is object:
            pseudo_member = object.__new__(cls)
        else:
            pseudo_member = cls._member_type_.__new__(cls, value)
        pseudo_member._value_ = value
        if member_value:
            name = '|'.join([m._name_ for m in cls._iter_member_(member_value)])
            pseudo_member._name_ = f'{name}|{cls._numeric_repr_(unknown)}' if unknown else name
        else:
            pseudo_member._name_ = None
        pseudo_member = cls._value2member_map_.setdefault(value, pseudo_member)
        if neg_value is not None:
            cls._value2member_map_[neg_value] = pseudo_member
        return pseudo_member

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                f"{self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        if self._name_ is None:
            return f'<{self.__class__.__name__}: {self._value_!r}>'
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_!r})'
        return f'{self.__class__.__name__}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def _other_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return None

    def __or__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints, too."""


def unique(enumeration):
    """Refuses enumerations with two names for a value."""
    duplicates = [
        (name, found.name) for name, found in enumeration.__members__.items() if name != found.name
    ]
    if duplicates:
        details = ', '.join([f'{alias} -> {name}' for alias, name in duplicates])
        raise ValueError(f'duplicate values found in {enumeration!r}: {details}')
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                aliases = [
                    f'{n} -> {m.name}' for n, m in enumeration.__members__.items() if n != m.name
                ]
                if aliases:
                    raise ValueError(f'aliases found in {enumeration!r}: {", ".join(aliases)}')
            elif check is CONTINUOUS:
                values = sorted(m.value for m in enumeration)
                if values:
                    missing = [v for v in range(values[0], values[-1] + 1) if v not in values]
                    if missing:
                        raise ValueError(
                            f'invalid enum {enumeration.__name__!r}: missing values '
                            f'{", ".join(map(str, missing))}'
                        )
        return enumeration


def global_enum(cls, update_str=False):
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
