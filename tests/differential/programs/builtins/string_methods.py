# SPDX-License-Identifier: MIT
s = 'Hello, World'
print(s.lower(), s.upper(), s.swapcase(), s.title(), 'abc def'.capitalize(), s.casefold(), s.find('o'), s.rfind('o'), s.count('l'), s.index('W'))
print(s.split(', '), 'a b  c'.split(), 'a b  c'.split(' '), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), 'a\nb\r\nc'.splitlines(), 'a\nb'.splitlines(True), '-'.join('abc'), 'a=b=c'.partition('='), 'a=b=c'.rpartition('='))
print('  x '.strip() + '|', 'xxaxx'.strip('x'), 'xxa'.lstrip('x'), 'axx'.rstrip('x'), 'prefix_a'.removeprefix('prefix_'), 'a.py'.removesuffix('.py'), 'ab'.ljust(5, '.'), 'ab'.rjust(5), 'ab'.center(6, '*'), '42'.zfill(5), '-42'.zfill(5))
print(s.replace('l', 'L'), s.replace('l', 'L', 1), s.startswith('He'), s.endswith(('x', 'd')), s[::-1], s[1:5:2], s[-3:], 'abc' < 'abd', 'a' in s, 'ab' * 3, 'a\tb'.expandtabs(4))
print('abc'.isalpha(), '12'.isdigit(), 'a1'.isalnum(), ' '.isspace(), 'Abc'.istitle(), 'a'.islower(), 'A'.isupper(), 'x1'.isidentifier(), '½'.isnumeric(), '²'.isdigit(), '²'.isdecimal(), 'a b'.isprintable(), 'é'.isascii())
print('hello'.translate(str.maketrans('el', 'ip')), 'hello'.translate({ord('l'): None}), str.maketrans({'a': 'b'}), 'ß'.upper(), 'ß'.casefold(), 'İ'.lower(), 'ǆ'.title(), '한글'.encode(), len('한글'), '한글'[0], 'é' == 'e\u0301')
print("a" "b", r'\n', 'a\
b', '''tri
ple''', '\x41\u0042\U00000043\101', ord('a'), chr(128512), 'a'.__class__, str(3), str(b'a'), str(b'a', 'utf-8'), str())
print('{:>10}|{:<10}|{:^10}'.format('r', 'l', 'c'), '%s' % 'x', 'abc'.format_map({}), '{x}'.format_map({'x': 1}), 'A-B'.lower().split('-'), 'zażółć'.title(), "they're".title())
for i, c in enumerate('ab'): print(i, c)
'abc'.index('z')
