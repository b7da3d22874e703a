# str() and repr() of the built-in exceptions, and what their constructors accept.
def show(e):
    print(type(e).__name__, '|', str(e), '|', repr(e), '|', e.args)


def attempt(cls, *args, **kwargs):
    try:
        show(cls(*args, **kwargs))
    except BaseException as e:
        print('failed:', type(e).__name__ + ':', e)


for cls in (BaseException, Exception, ValueError, KeyError, StopIteration, SystemExit):
    attempt(cls)
    attempt(cls, 'text')
    attempt(cls, 1, 'two')
    attempt(cls, ('a', 'b'))
attempt(KeyError, 'it\'s')
attempt(ValueError, x=1)
attempt(KeyError, x=1)
attempt(ImportError, 'm', name='n', path='p')
attempt(ImportError, foo=1)
attempt(ModuleNotFoundError, "No module named 'x'", name='x')
attempt(NameError, 'n', name='x')
attempt(NameError, foo=1)
attempt(AttributeError, 'a', name='x', obj=3)
attempt(AttributeError, 1, foo=2)
attempt(OSError, 2, 'No such file or directory')
attempt(OSError, 2, 'No such file or directory', 'x.txt')
attempt(OSError, 2, 'No', 'x', None, 'y')
attempt(OSError, 'a', 'b')
attempt(OSError, 99, 'b', 'c')
attempt(OSError, x=1)
for number in (11, 32, 10, 103, 111, 104, 17, 2, 21, 20, 4, 13, 1, 3, 110, 5):
    print(number, type(OSError(number, 'text')).__name__)
attempt(SyntaxError, 'm')
attempt(SyntaxError, 'm', ('dir/f.py', 3, 4, 'text'))
attempt(SyntaxError, 'm', ('f.py', None, 4, 'text'))
attempt(SyntaxError, 'm', (None, 3, 4, 'text'))
attempt(SyntaxError, 'a', 1)
attempt(UnicodeDecodeError, 'utf-8', b'\xff\xfe', 0, 1, 'invalid start byte')
attempt(UnicodeDecodeError, 'utf-8', b'\xff\xfe', 0, 2, 'bad')
attempt(UnicodeDecodeError, 'a')
attempt(UnicodeDecodeError, 'a', b'', 1, 2, 3)
attempt(UnicodeEncodeError, 'ascii', 'aé', 1, 2, 'ordinal not in range(128)')
attempt(UnicodeEncodeError, 'ascii', '가나', 0, 2, 'ordinal not in range(128)')
attempt(UnicodeEncodeError, 'a', b'', 1, 2, 3)
attempt(UnicodeTranslateError, 'é', 0, 1, 'bad')


class Derived(OSError):
    def __init__(self, code):
        super().__init__(code, 'derived')
        self.code = code


class Plain(Exception):
    pass


class Keyword(ValueError):
    def __init__(self, *args, extra=None):
        super().__init__(*args)
        self.extra = extra


show(Derived(5))
print(Derived(5).errno, Derived(5).strerror, Derived(5).code, Derived(5).__dict__)
attempt(Plain, 1, 2)
attempt(Plain, x=1)
print(Keyword(1, extra=2).extra, Keyword(1, extra=2).args, repr(Keyword(1, extra=2)))


class Both(KeyError, OSError):
    pass


print(Both(1, 'x').args, Both.__mro__[1].__name__)
