# SPDX-License-Identifier: MIT
def describe(v):
    match v:
        case 0 | 1: return 'small'
        case int() | float() if v < 0: return 'negative'
        case str(s) if len(s) > 3: return f'long {s}'
        case 'a' | 'b' as letter: return f'letter {letter}'
        case [1, 2, *rest]: return f'12 {rest}'
        case [_, _]: return 'pair'
        case (x, (y, z)): return f'{x}{y}{z}'
        case {'type': 'point', 'x': x, **others}: return f'point {x} {others}'
        case {}: return 'mapping'
        case bool(): return 'bool'
        case None: return 'none'
        case _: return 'other'
for v in (0, -1.5, 'abcd', 'a', [1, 2, 3], [5, 6], {'type': 'point', 'x': 1, 'y': 2}, {'z': 1}, None, 3.5, (), b'x', [1], 'xy', {}):
    print(repr(v), describe(v))
