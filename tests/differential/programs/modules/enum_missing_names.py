# SPDX-License-Identifier: MIT
# What is said where an enum lacks a name, and of attributes that cannot be set.
from enum import Enum, Flag, auto


class Color(Enum):
    RED = 1
    BLUE = 2


class Permission(Flag):
    READ = auto()
    WRITE = auto()


for text in ('Color.GREEN', 'Color.name', 'Permission.EXECUTE', 'Color.RED.shade', 'Color.__nope__'):
    try:
        print(text, eval(text))
    except AttributeError as error:
        print(text, error)
for name in ('value', 'name'):
    for change in (lambda: setattr(Color.RED, name, 3), lambda: delattr(Color.RED, name)):
        try:
            change()
        except AttributeError as error:
            print(error)
print(hasattr(Color, 'REDD'), getattr(Color, 'GREEN', None), Color.RED.value)
Color.REDD
