# SyntaxErrors made by programs and by compile(), exec() and eval().
import sys


def check(action):
    try:
        action()
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
        sys.excepthook(type(e), e, None)


def make(*args):
    def action():
        raise SyntaxError(*args)
    return action


check(make())
check(make(None))
check(make('m'))
check(make('m', ('f.py', 3, 4, 'text\n', 5, 6)))
check(make('m', ('f.py', 3, 4, '  text here\n', 3, 6)))
check(make('m', ('f.py', 3, 4, None, 3, 6)))
check(make('m', ('f.py', 3, 1, '    text')))
check(make('m', ('f.py', 3, 0, 'text')))
check(make('m', ('f.py', 3, None, 'text')))
check(make('m', ('f.py', 3, 100, 'text\n')))
check(make('m', ('f.py', 3, 6, 'one\ntwo\nthree\n')))
check(make('m', (None, None, None, None)))
check(make('m', (None, 3, None, None)))
check(lambda: eval('1 +'))
check(lambda: eval('x = 1'))
check(lambda: exec('if True:\nprint(1)'))
check(lambda: exec('  x = 1'))
check(lambda: exec('a b'))
check(lambda: compile('return 5', 'name.py', 'exec'))
check(lambda: compile('f(', 'name.py', 'exec'))
check(lambda: exec('1\0'))
