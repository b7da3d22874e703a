# SPDX-License-Identifier: MIT
class Key:
    hashed = 0

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        Key.hashed += 1
        return self.number

    def __eq__(self, other):
        return self.number == other.number


table = {Key(1): 'one'}


def look(key):
    try:
        return table[key]
    except KeyError as e:
        return f'no {e.args[0].number}'


for number in (1, 2, 1, 2, 3):
    print(look(Key(number)), Key.hashed)
