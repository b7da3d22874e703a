# SPDX-License-Identifier: MIT
print('single', "double", '''triple
line''', r'raw\n', b'bytes', f'{1}f', rf'{1}\n', 'a' 'b', u'u')
print('\'\"\\\a\b\f\n\r\t\v'.encode(), '\x41\u0041\101', 'line \
continued')
print("tab\there", 'nul\0', len('''
'''), f"{'nested'} {f'{1 + 1}'}", f'{3:0{4}d}', f'{"x" if 1 else "y"}')
x = 5
print(f'{x=} {x = } {x!r:>3} {x:>{x}} {{{x}}} {x:,} {[i for i in range(3)]} {lambda: 1}'[:40])
