# SPDX-License-Identifier: MIT
"""Abstract base classes: classes that say which methods must be there, and which other classes
count as their subclasses.

A class asks, in this order: its __subclasshook__, its real subclasses, what was registered with
it, and the abstract classes below it. Both answers are remembered; a registration anywhere makes
the remembered refusals void.
"""


def abstractmethod(funcobj):
    """Marks a method that a concrete subclass must override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


_registrations = 0


def get_cache_token():
    """A number that changes with every registration."""
    return _registrations


class _Knowledge:
    """What an abstract class knows of other classes."""

    __slots__ = ('registry', 'accepted', 'refused', 'refused_at')

    def __init__(self):
        self.registry = set()
        self.accepted = set()
        self.refused = set()
        self.refused_at = _registrations


def _abstract_names(cls, bases, namespace):
    names = {name for name, value in namespace.items()
             if getattr(value, '__isabstractmethod__', False)}
    for base in bases:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """The class of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, bases, namespace)
        cls._abc_impl = _Knowledge()
        return cls

    def register(cls, subclass):
        """Makes `subclass` count as a subclass; usable as a decorator."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.registry.add(subclass)
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if subclass in cls._abc_impl.accepted:
            return True
        actual = type(instance)
        if actual is subclass:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        known = cls._abc_impl
        if subclass in known.accepted:
            return True
        if known.refused_at != _registrations:
            known.refused.clear()
            known.refused_at = _registrations
        elif subclass in known.refused:
            return False
        answer = _ask(cls, subclass, known)
        (known.accepted if answer else known.refused).add(subclass)
        return answer


def _ask(cls, subclass, known):
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        assert isinstance(answer, bool)
        return answer
    if cls in getattr(subclass, '__mro__', ()):
        return True
    for registered in known.registry:
        if issubclass(subclass, registered):
            return True
    for derived in cls.__subclasses__():
        if issubclass(subclass, derived):
            return True
    return False


def update_abstractmethods(cls):
    """Looks again at which methods of a class are abstract, after a decorator changed it."""
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    names = set()
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    for name, value in cls.__dict__.items():
        if getattr(value, '__isabstractmethod__', False):
            names.add(name)
    cls.__abstractmethods__ = frozenset(names)
    return cls


class ABC(metaclass=ABCMeta):
    """What other abstract classes may derive from, without naming a metaclass."""

    __slots__ = ()
