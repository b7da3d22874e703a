# What a class statement does: bases, metaclasses, namespaces, keywords.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print('prepare', name, bases, kwargs)
        return {'prepared': True}

    def __new__(mcs, name, bases, namespace, **kwargs):
        print('new', name, sorted(k for k in namespace if not k.startswith('__')), kwargs)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        print('init', name, kwargs)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        print('call', cls.__name__, args)
        return super().__call__(*args)


class A(metaclass=Meta, flag=1):
    value = 2

    def __init__(self, n):
        self.n = n

    def where(self):
        return __class__.__name__


class B(A):
    def where(self):
        return 'B over ' + super().where()


print(A(1).n, B(2).where(), type(B).__name__, A.prepared)


class Base:
    def __init_subclass__(cls, **kwargs):
        print('subclass', cls.__name__, kwargs)
        super().__init_subclass__()


class Derived(Base, option='x'):
    pass


class Entries:
    def __mro_entries__(self, bases):
        print('entries', len(bases))
        return (Base,)


class FromEntries(Entries()):
    pass


print(FromEntries.__bases__, FromEntries.__orig_bases__[0].__class__.__name__)


def factory(name, bases, namespace):
    return name, bases, sorted(k for k in namespace if not k.startswith('__'))


class NotAClass(metaclass=factory):
    a = 1


print(NotAClass)


class OtherMeta(type):
    pass


class C(metaclass=OtherMeta):
    pass


def attempt(source):
    try:
        exec(source, globals())
    except Exception as e:
        print(type(e).__name__ + ':', e)


attempt('class D(A, C): pass')
attempt('class D(5): pass')
attempt('class D(bool): pass')
attempt('class D(A, A): pass')
attempt('class D(int, str): pass')
attempt('class D(Base, nonsense=1, metaclass=OtherMeta): pass')
attempt('class D(object, Base): pass')


class Described:
    def __set_name__(self, owner, name):
        print('set_name', owner.__name__, name)


class Owner:
    field = Described()


print(Owner.__name__, Owner.__qualname__, Owner.__module__, Owner.__doc__)
