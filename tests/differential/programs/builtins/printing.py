# SPDX-License-Identifier: MIT
import sys
print()
print(1, 2, 3, sep=', ', end='!\n')
print('a', 'b', sep='')
print(*range(3), sep='\n')
print('to stderr', file=sys.stderr)
print('flushed', flush=True)
print(None, True, 1.0, 1e100, 1e-7, 1e16, 123456789012345678, 0.1 + 0.2, -0.0, float('nan'), float('inf'))
print([1, 'a', None], (1,), (), {}, {1: 'a'}, set(), {1}, frozenset({2}), range(3), slice(1, 2), b'a\x00\xff', bytearray(b'x'))
print('a\tb\\', repr('a\tb\\\n\'"'), repr("it's"), repr('\x00\x7f\xa0é한\u200b\U0001f600'), ascii('é한\U0001f600'))
print(int, str, print, len, [].append, 'a'.join, type, object, Ellipsis, NotImplemented, type(None))
print(sys.stdout.write('x\n'))
print('%5d|%-5d|%05d|%+d|%x|%X|%o|%e|%g|%.2f|%s|%r|%c|%%|%5s|%-5s|%.2s' % (42, 42, 42, 42, 255, 255, 8, 1234.5, 1e10, 3.14159, 'a', 'a', 'c', 'r', 'l', 'long'))
print('%(a)s %(b)03d' % {'a': 1, 'b': 2})
class W:
    def write(self, s): sys.stdout.write(f'<{s}>')
print('a', 'b', file=W()); print()
print(print(1))
