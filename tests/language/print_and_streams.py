# print and the standard streams.
import sys

print()
print(1, 'two', 3.0, None, [4], sep='-', end='!\n')
print('a', 'b', sep='')
print(1, end=None, sep=None)
print('to stderr', file=sys.stderr)
print('flushed', flush=True)
for bad in ({'sep': 2}, {'end': 2}, {'file': 3}, {'nonsense': 1}):
    try:
        print(1, **bad)
    except Exception as e:
        print(type(e).__name__ + ':', e)


class Writer:
    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)

    def flush(self):
        self.pieces.append('<flush>')


writer = Writer()
print(1, 2, file=writer)
print('x', sep='-', end='', file=writer, flush=True)
print(writer.pieces)
saved = sys.stdout
sys.stdout = writer
print('captured')
sys.stdout = saved
print(writer.pieces[-2:])
sys.stdout = None
print('nowhere')
sys.stdout = saved
print(sys.stdout.write('text\n'))
sys.stdout.writelines(['one\n', 'two\n'])
sys.stdout.flush()
print(sys.stdout.name, sys.stdout.mode, sys.stdout.encoding, sys.stdout.fileno(), sys.stdout.writable(), sys.stdout.readable())
print(sys.stdout is sys.__stdout__, sys.stdout.closed, sys.stdout.isatty())
try:
    sys.stdout.write(5)
except TypeError as e:
    print(e)
try:
    sys.stdin.write('x')
except Exception as e:
    print(isinstance(e, OSError))


class Loud:
    def __str__(self):
        return 'loud'

    def __repr__(self):
        return 'Loud()'


class Failing:
    def __str__(self):
        raise ValueError('no text')


print(Loud(), [Loud()], {Loud(): 1} != {})
try:
    print('start', Failing())
except ValueError as e:
    print('|', e)
print('한국어', 'naïve', '😀')
try:
    print('\ud800')
except UnicodeEncodeError as e:
    print(e)
print('\ud800', file=sys.stderr)
try:
    input('prompt> ')
except EOFError as e:
    print('EOFError:', e)
