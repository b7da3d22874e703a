# SPDX-License-Identifier: MIT
name = input('Name? ')
age = int(input())
print('Hello', name, age + 1)
import sys
print(repr(sys.stdin.readline()))
for line in sys.stdin:
    print(repr(line))
try: input('more? ')
except EOFError as e: print('EOF', e)
input()
