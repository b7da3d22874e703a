# SPDX-License-Identifier: MIT
import sys
rooms = {'hall': {'n': 'kitchen'}, 'kitchen': {'s': 'hall'}}
here = 'hall'
for line in sys.stdin:
    word = line.strip()
    if word == 'quit': print('bye'); break
    try: here = rooms[here][word]; print('You are in the', here)
    except KeyError: print(f'You cannot go {word!r}')
