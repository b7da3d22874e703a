# SPDX-License-Identifier: MIT
count = 0
def inc():
    global count, created
    count += 1
    created = 'here'
inc(); inc(); print(count, created)
len = lambda x: 'shadowed'
print(len([]))
del len
print(len([]))
import builtins
print(builtins.len is len, __builtins__ is builtins or True)
print = print
def use():
    print('local print')
use()
