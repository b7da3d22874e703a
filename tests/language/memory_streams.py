# SPDX-License-Identifier: MIT
import io
import sys
from io import BytesIO, StringIO


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


s = StringIO()
print(s.write('hello\n'), s.write('wörld 한글\nlast'), s.tell())
print('more', 1, 2, sep='-', end='!', file=s)
print(repr(s.getvalue()), s.seek(0), s.readline(), s.readlines(), s.read())
s.seek(0)
print([line for line in s], s.seek(2), s.read(3), s.tell(), s.truncate(5), repr(s.getvalue()))
with StringIO('a\nb\n') as f:
    print(list(f), f.closed, f.readable(), f.writable(), f.seekable(), f.isatty())
print(f.closed)
t(lambda: f.read())
t(lambda: f.write('x'))
t(lambda: StringIO(b'x'))
t(lambda: StringIO().write(3))
t(lambda: BytesIO('x'))
t(lambda: BytesIO().write('x'))
t(lambda: StringIO().seek(-1))
t(lambda: StringIO('x').seek(1, 1))
t(lambda: StringIO('abc').read('x'))
b = BytesIO(b'abc\ndef')
print(b.read(2), b.readline(), b.readline(), b.read(), b.getvalue(), b.seek(-2, 2), b.read())
b.seek(10)
b.write(b'zz')
print(b.getvalue(), bytes(b.getbuffer()))
old, sys.stdout = sys.stdout, StringIO()
print('captured')
text, sys.stdout = sys.stdout.getvalue(), old
print(repr(text), isinstance(b, io.BufferedIOBase), isinstance(s, io.TextIOBase), io.SEEK_END)


class Log(StringIO):
    def write(self, text):
        return super().write(text.upper())


log = Log()
print('shout', file=log)
log.extra = 1
print(log.getvalue(), log.extra, log.writelines(['a', 'b']), log.getvalue())
print(StringIO('x' * 3).getvalue(), StringIO(None).read(), StringIO('ab').readline(1))
