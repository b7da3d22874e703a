# SPDX-License-Identifier: MIT
"""Random valid programs: the same text for the same seed, on every machine.

A program is made of statements that know the types of the variables in reach. Whatever may fail stands in a `try` whose
`except` prints the exception, so that error messages are compared as well. Nothing that a program prints depends on
addresses, hashes of str, time or schedules; loops are bounded.
"""
import random

TYPES = ('int', 'float', 'str', 'list', 'dict', 'tuple', 'set', 'bool', 'bytes')
WORDS = ('alpha', 'beta', 'gamma', 'delta', 'eps', 'Zeta', 'eta9', 'th eta', '', 'ü', '한글', "it's", 'a\\nb')
METHODS = {
    'str': ('upper()', 'title()', 'strip("a")', 'split("a")', 'replace("a", "bb")', 'center(9, "*")', 'zfill(7)',
            'find("e")', 'count("a")', 'swapcase()', 'partition("t")', 'isalpha()', 'encode()', 'casefold()',
            'startswith("al")', 'rjust(8)', 'splitlines()', 'isidentifier()', 'join(["x", "y"])', 'index("z")',
            'expandtabs(4)', 'removeprefix("al")', 'rsplit(None, 1)', 'ljust(6, "-")', 'istitle()'),
    'list': ('count(1)', 'index(2)', 'copy()', 'pop()', 'pop(0)', 'append(7)', 'extend([1, 2])', 'insert(1, 9)',
             'reverse()', 'sort()', 'remove(3)', 'clear()'),
    'dict': ('get("alpha")', 'get(1, "none")', 'keys()', 'values()', 'items()', 'pop("beta")', 'pop(2, None)',
             'setdefault("new", 5)', 'copy()', 'popitem()', 'update({3: 4})'),
    'tuple': ('count(1)', 'index(2)'),
    'set': ('copy()', 'union({1, 99})', 'difference({2})', 'issubset({1, 2, 3})', 'isdisjoint({5})', 'discard(2)',
            'remove(3)', 'intersection([1, 2])', 'add(4)'),
    'int': ('bit_length()', 'bit_count()', '__neg__()', 'conjugate()', 'to_bytes(4, "big")', 'as_integer_ratio()'),
    'float': ('is_integer()', 'as_integer_ratio()', 'hex()', '__trunc__()'),
    'bytes': ('hex()', 'upper()', 'split(b"a")', 'decode()', 'find(b"e")', 'replace(b"a", b"xyz")', 'isalpha()'),
    'bool': ('bit_length()', '__and__(True)'),
}
FORMATS = {
    'int': ('d', '5d', '<6d', '^7d', '+d', 'x', '#b', 'o', ',', '_', '08d', 'e', '.2f', 'c', '%', 's', '#X'),
    'float': ('.2f', '10.3f', 'e', 'g', '%', ',.1f', '+.0f', '08.2f', 'd', 'n', '.3', 'G'),
    'str': ('>8', '<8', '^8', '*^9', '.2', '10.3', 'd', '=5'),
}


class Program:
    """One program; `lines` is its text."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.indent = 0
        self.scopes = [{}]
        self.counter = 0
        self.functions = []
        self.classes = []
        self.generators = []

    # --- text ---

    def emit(self, line):
        self.lines.append('    ' * self.indent + line)

    def block(self, head, body):
        self.emit(head)
        self.indent += 1
        self.scopes.append({})
        before = len(self.lines)
        body()
        if len(self.lines) == before:
            self.emit('pass')
        self.scopes.pop()
        self.indent -= 1

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def fresh(self, prefix='v'):
        self.counter += 1
        return f'{prefix}{self.counter}'

    def variables(self, kind):
        return [name for scope in self.scopes for name, type_ in scope.items() if type_ == kind]

    # --- expressions ---

    def literal(self, kind):
        r = self.random
        if kind == 'int':
            return str(self.pick((0, 1, 2, 3, -1, 7, 10, 255, -100, 2**31, 10**18, -(2**64), r.randrange(1000))))
        if kind == 'float':
            return repr(self.pick((0.0, 1.5, -2.25, 0.1, 1e10, 1e-7, 3.14159, 100.0, -0.5, r.randrange(1000) / 8)))
        if kind == 'bool':
            return self.pick(('True', 'False'))
        if kind == 'str':
            return '"' + self.pick(WORDS) + '"'
        if kind == 'bytes':
            return self.pick(("b'abc'", "b''", "b'\\xff\\x00'", "b'hello world'"))
        items = [self.literal('int') for _ in range(r.randrange(4))]
        if kind == 'set':
            small = sorted({r.randrange(10) for _ in range(r.randrange(1, 5))})
            return '{' + ', '.join(map(str, small)) + '}'
        if kind == 'dict':
            pairs = [f'{self.literal(self.pick(("str", "int")))}: {self.literal("int")}' for _ in items]
            return '{' + ', '.join(pairs) + '}'
        if kind == 'tuple':
            return '(' + ', '.join(items) + (',)' if len(items) == 1 else ')')
        return '[' + ', '.join(items) + ']'

    def expression(self, kind, depth=0):
        names = self.variables(kind)
        if depth > 2 or self.chance(25):
            return self.pick(names) if names and self.chance(70) else self.literal(kind)
        makers = getattr(self, '_' + kind, None)
        return makers(depth + 1) if makers else self.literal(kind)

    def _int(self, depth):
        e = self.expression
        choice = self.random.randrange(13)
        if choice < 4:
            return f'({e("int", depth)} {self.pick(("+", "-", "*", "//", "%", "&", "|", "^"))} {e("int", depth)})'
        if choice == 4:
            return f'len({e(self.pick(("str", "list", "dict", "tuple", "set", "bytes")), depth)})'
        if choice == 5:
            return f'abs({e("int", depth)})'
        if choice == 6:
            return f'int({e(self.pick(("float", "bool", "int")), depth)})'
        if choice == 7:
            return f'({e("int", depth)} if {e("bool", depth)} else {e("int", depth)})'
        if choice == 8:
            return f'sum(x for x in {e("list", depth)})'
        if choice == 9:
            return f'max({e("int", depth)}, {e("int", depth)})'
        if choice == 10:
            return f'({e("int", depth)} {self.pick(("<<", ">>", "**"))} {self.random.randrange(5)})'
        if choice == 11:
            return f'-{e("int", depth)}'
        return f'divmod({e("int", depth)}, {self.random.randrange(1, 9)})[{self.random.randrange(2)}]'

    def _float(self, depth):
        e = self.expression
        choice = self.random.randrange(6)
        if choice < 3:
            return f'({e("float", depth)} {self.pick(("+", "-", "*", "/"))} {e(self.pick(("int", "float")), depth)})'
        if choice == 3:
            return f'round({e("float", depth)}, {self.random.randrange(4)})'
        if choice == 4:
            return f'float({e("bool", depth)})'
        return f'({self.random.randrange(1, 50)} / {self.random.randrange(1, 9)})'

    def _bool(self, depth):
        e = self.expression
        kind = self.pick(('int', 'str', 'float', 'list', 'tuple'))
        choice = self.random.randrange(6)
        if choice < 2:
            return f'({e(kind, depth)} {self.pick(("<", "<=", "==", "!=", ">", ">="))} {e(kind, depth)})'
        if choice == 2:
            return f'(not {e(self.pick(TYPES), depth)})'
        if choice == 3:
            return f'({e("int", depth)} in {e(self.pick(("list", "tuple", "set", "dict")), depth)})'
        if choice == 4:
            return f'isinstance({e(self.pick(TYPES), depth)}, {self.pick(("int", "str", "(list, dict)", "float"))})'
        return f'({e("int", depth)} < {e("int", depth)} <= {e("int", depth)})'

    def _str(self, depth):
        e = self.expression
        choice = self.random.randrange(8)
        if choice == 0:
            return f'({e("str", depth)} + {e("str", depth)})'
        if choice == 1:
            return f'({e("str", depth)} * {self.random.randrange(4)})'
        if choice == 2:
            return f'{e("str", depth)}[{self.slice()}]'
        if choice == 3:
            return f'str({e(self.pick(TYPES), depth)})'
        if choice == 4:
            return f'repr({e(self.pick(TYPES), depth)})'
        if choice == 5:
            kind = self.pick(('int', 'float', 'str'))
            names = self.variables(kind)
            if not names:
                return self.literal('str')
            return "f'{" + self.pick(names) + self.pick(('', '!r', '!s', '=')) + "}'"
        if choice == 6:
            return f'("%s|%5d|%r" % ({e("str", depth)}, {e("int", depth)}, {e("list", depth)}))'
        return f'"{{}}-{{:>6}}".format({e("int", depth)}, {e("str", depth)})'

    def _list(self, depth):
        e = self.expression
        choice = self.random.randrange(8)
        if choice == 0:
            return f'[x {self.pick(("*", "+", "-"))} {self.random.randrange(5)} for x in {e("list", depth)}]'
        if choice == 1:
            return f'[x for x in range({self.random.randrange(12)}) if x % {self.random.randrange(1, 5)} == 0]'
        if choice == 2:
            return f'sorted({e(self.pick(("list", "set", "tuple")), depth)}, reverse={e("bool", depth)})'
        if choice == 3:
            return f'({e("list", depth)} + {e("list", depth)})'
        if choice == 4:
            return f'list({e(self.pick(("tuple", "set", "bytes")), depth)})'
        if choice == 5:
            return f'{e("list", depth)}[{self.slice()}]'
        if choice == 6:
            return f'[*{e("list", depth)}, *{e("tuple", depth)}]'
        return f'list(map(lambda x: x {self.pick(("+", "*", "|"))} 3, {e("list", depth)}))'

    def _tuple(self, depth):
        e = self.expression
        return self.pick((
            f'tuple({e("list", depth)})', f'({e("int", depth)}, {e("int", depth)})',
            f'({e("tuple", depth)} + {e("tuple", depth)})', f'{e("tuple", depth)}[::-1]',
        ))

    def _dict(self, depth):
        e = self.expression
        return self.pick((
            f'{{x: x * 2 for x in {e("list", depth)}}}', f'dict(zip({e("list", depth)}, {e("list", depth)}))',
            f'{{**{e("dict", depth)}, "k": {e("int", depth)}}}', f'({e("dict", depth)} | {e("dict", depth)})',
            f'dict(a={e("int", depth)}, b={e("int", depth)})',
        ))

    def _set(self, depth):
        e = self.expression
        return self.pick((
            f'({e("set", depth)} {self.pick(("|", "&", "-", "^"))} {e("set", depth)})',
            f'{{x % 7 for x in {e("list", depth)}}}',
        ))

    def slice(self):
        parts = [self.pick(('', '0', '1', '-1', '2', '-3', '5')) for _ in range(3)]
        return f'{parts[0]}:{parts[1]}' + self.pick(('', ':2', ':-1', ':1'))

    # --- statements ---

    def body(self, count, depth):
        def make():
            for _ in range(count):
                self.statement(depth)
        return make

    def statement(self, depth=0):
        kinds = [self.assign] * 4 + [self.show] * 4 + [self.risky] * 4 + [self.augment] * 2 + [self.unpack, self.walrus]
        if depth < 3:
            kinds += [self.condition, self.loop, self.attempt, self.match, self.with_block]
        if depth == 0:
            kinds += [self.function] * 2 + [self.klass, self.generator, self.call, self.call, self.use_class, self.closure]
        self.pick(kinds)(depth)

    def assign(self, depth):
        kind = self.pick(TYPES)
        value = self.expression(kind)
        name = self.pick(self.variables(kind) or [self.fresh()]) if self.chance(25) else self.fresh()
        # A failure must not leave the name unknown.
        self.emit(f'{name} = {self.literal(kind)}')
        self.guarded(f'{name} = {value}')
        self.scopes[-1][name] = kind

    def guarded(self, line):
        self.emit('try:')
        self.emit('    ' + line)
        self.emit('except Exception as error:')
        self.emit('    print(type(error).__name__, error)')

    def show(self, depth):
        kinds = [self.pick(TYPES) for _ in range(self.random.randrange(1, 4))]
        self.guarded('print(' + ', '.join(self.expression(kind) for kind in kinds) + ')')

    def risky(self, depth):
        kind = self.pick(TYPES)
        names = self.variables(kind)
        subject = self.pick(names) if names else f'({self.literal(kind)})'
        choice = self.random.randrange(6)
        if choice < 3:
            shown = f'{subject}.{self.pick(METHODS[kind])}'
            if kind == 'set':
                shown = f'(lambda r: sorted(r) if isinstance(r, set) else r)({shown})'
            self.guarded(f'print({shown}, {subject})')
        elif choice == 3 and kind in FORMATS:
            self.guarded(f'print(format({subject}, {self.pick(FORMATS[kind])!r}))')
        elif choice == 4:
            other = self.expression(self.pick(TYPES))
            operator = self.pick(('+', '-', '*', '/', '//', '%', '<', '&', '|', '**', '>>', '@'))
            # Powers and shifts of large numbers would take all the memory.
            right = self.pick(('2', '-1', '"x"', 'None', '1.5')) if operator in ('**', '>>', '*') else other
            self.guarded(f'print({subject} {operator} {right})')
        else:
            key = self.pick(('0', '-1', '5', '"alpha"', '1:3', 'None', '[]', '2.0', 'True'))
            self.guarded(f'print({subject}[{key}])')

    def augment(self, depth):
        kind = self.pick(('int', 'list', 'str', 'set', 'float'))
        names = self.variables(kind)
        if not names:
            return self.assign(depth)
        operator = {'int': ('+=', '-=', '//=', '%=', '^='), 'list': ('+=',), 'str': ('+=',), 'set': ('|=', '&=', '-='),
                    'float': ('+=', '*=', '/=')}[kind]
        self.guarded(f'{self.pick(names)} {self.pick(operator)} {self.expression(kind)}')

    def unpack(self, depth):
        first, rest = self.fresh(), self.fresh()
        self.emit(f'{first}, {rest} = 0, []')
        pattern = self.pick((f'{first}, *{rest}', f'*{rest}, {first}', f'{first}, {rest}', f'[{first}, *{rest}]'))
        self.guarded(f'{pattern} = {self.expression(self.pick(("list", "tuple", "str")))}')
        self.emit(f'print({first}, {rest})')

    def walrus(self, depth):
        name = self.fresh()
        self.guarded(f'print(({name} := {self.expression("int")}) + 1, {name})')

    def condition(self, depth):
        self.block(f'if {self.safe_bool()}:', self.body(self.random.randrange(1, 3), depth + 1))
        if self.chance(50):
            self.block(f'elif {self.safe_bool()}:', self.body(1, depth + 1))
        if self.chance(50):
            self.block('else:', self.body(1, depth + 1))

    def safe_bool(self):
        names = self.variables('bool') + [f'{n} > 3' for n in self.variables('int')]
        names += [f'len({n}) > 1' for n in self.variables('str') + self.variables('list')]
        return self.pick(names) if names else self.pick(('True', 'not []', '1 < 2'))

    def loop(self, depth):
        name = self.fresh('i')
        source = self.pick((f'range({self.random.randrange(5)})', '[1, 2, 3]', '"abc"', 'enumerate("xy")',
                            '{"p": 1, "q": 2}', 'zip([1, 2], "ab")', 'reversed([5, 6])'))

        def inside():
            self.emit(f'print("turn", {name})')
            self.statement(depth + 1)
            if self.chance(40):
                self.emit(f'if {self.safe_bool()}: {self.pick(("continue", "break"))}')
                self.statement(depth + 1)

        self.block(f'for {name} in {source}:', inside)
        if self.chance(30):
            self.block('else:', lambda: self.emit('print("no break")'))

    def attempt(self, depth):
        raised = self.pick(('ValueError("v")', 'KeyError("k")', 'TypeError()', 'ZeroDivisionError("z", 2)', 'OSError(2, "no")',
                            'IndexError', 'StopIteration(3)', 'Own("o")', 'AssertionError'))

        def inside():
            self.statement(depth + 1)
            self.emit(self.pick((f'raise {raised}', 'assert not 1, "told"', 'int("x y")', 'print([1][3])', '{}["k"]',
                                 'undefined_name', 'None.attribute', '(1).real()', 'print("fine")')))

        self.block('try:', inside)
        if self.chance(60):
            self.block(self.pick(('except (ValueError, KeyError) as e:', 'except LookupError as e:', 'except OSError as e:')),
                       lambda: self.emit('print("first", type(e).__name__, e, e.args)'))
        self.block('except Exception as e:', lambda: self.emit('print("last", repr(e), e.__context__)'))
        if self.chance(40):
            self.block('else:', lambda: self.emit('print("else")'))
        if self.chance(50):
            self.block('finally:', lambda: self.emit('print("finally")'))

    def match(self, depth):
        subject = self.expression(self.pick(TYPES), 2)
        self.emit(f'match {subject}:')
        self.indent += 1
        for case in self.random.sample((
            '0 | 1', 'int() as n if n > 5', 'str(s)', '[]', '[first, *rest]', '(a, b)', '{"k": value, **more}', 'float()',
            'None', 'True', '{1: one}', 'bytes()'), 3):
            self.emit(f'case {case}:')
            self.emit(f'    print("case", {case!r})')
        self.emit('case other:')
        self.emit('    print("other", type(other).__name__)')
        self.indent -= 1

    def with_block(self, depth):
        def inside():
            self.statement(depth + 1)
            if self.chance(40):
                self.emit('raise ValueError("in with")')

        self.block(f'with Manager({self.pick(("True", "True", "False"))}) as m:' if depth == 9 else 'with Manager(True) as m:',
                   inside)

    def function(self, depth):
        name = self.fresh('f')
        parameters = self.pick((
            ('a, b', 2), ('a, b=2', 1), ('a, *args, b=1', 1), ('a, /, b', 2), ('*, a, b=3', 0), ('a, b=1, **kw', 1),
            ('a, b, *args, **kw', 2)))
        self.functions.append(name)
        saved, self.scopes = self.scopes, [{}]

        def inside():
            self.emit('local = [a, b]')
            self.scopes[-1]['local'] = 'list'
            for _ in range(self.random.randrange(1, 3)):
                self.statement(1)
            self.emit(f'return {self.pick(("a", "b", "(a, b)", "[a] * 2", "local", "None"))}')

        self.block(f'def {name}({parameters[0]}):', inside)
        self.scopes = saved

    def call(self, depth):
        if not self.functions:
            return self.function(depth)
        arguments = self.pick(('', '1', '1, 2', '1, 2, 3', 'a=1, b=2', '1, b="x"', '*[1, 2]', '**{"a": 1, "b": 2}', '1, c=3',
                               '1, a=2', '*range(4), b=5'))
        self.guarded(f'print({self.pick(self.functions)}({arguments}))')

    def closure(self, depth):
        outer, count = self.fresh('outer'), self.random.randrange(1, 5)
        self.emit(f'def {outer}(start):')
        self.emit('    def step(by=1):')
        self.emit('        nonlocal start')
        self.emit(f'        start {self.pick(("+=", "-=", "*="))} by')
        self.emit('        return start')
        self.emit('    return step')
        self.emit(f'step = {outer}({count}); print(step(), step({count}), step.__code__.co_freevars)')

    def generator(self, depth):
        name = self.fresh('g')
        self.generators.append(name)
        self.emit(f'def {name}(n):')
        self.emit('    try:')
        self.emit('        for i in range(n):')
        self.emit('            got = yield i * 2')
        self.emit('            if got: print("got", got)')
        self.emit(f'        {self.pick(("return n", "yield from [7, 8]", "raise KeyError(n)", "pass"))}')
        self.emit('    finally:')
        self.emit('        print("end")')
        self.guarded(f'print(list({name}({self.random.randrange(4)})))')
        self.guarded(f'g = {name}(3); print(next(g), g.send("s")); {self.pick(("g.close()", "print(next(g))", "g.throw(ValueError(5))", "del g"))}')

    def klass(self, depth):
        name = self.fresh('C')
        base = f'({self.pick(self.classes)})' if self.classes and self.chance(50) else self.pick(('', '(list)', '(dict)', '(int)', ''))
        plain = base in ('',) or base[1:-1] in self.classes
        if plain:
            self.classes.append(name)
        self.emit(f'class {name}{base}:')
        self.emit(f'    shared = {self.literal("int")}')
        if plain:
            self.emit('    def __init__(self, value=1): self.value = value')
        else:
            self.emit('    value = 3')
        for method in self.random.sample((
            'def __repr__(self): return f"{type(self).__name__}<{self.value}>"',
            'def __eq__(self, other): return isinstance(other, type(self)) and self.value == other.value',
            'def __add__(self, other): return ("add", self.value, other)',
            'def __radd__(self, other): return ("radd", other)', 'def __len__(self): return 2',
            'def __getitem__(self, key): return ("item", [4, 5, 6][key])', 'def __call__(self, *a, **k): return a, k',
            'def __bool__(self): return False', 'def __contains__(self, x): return x == 1',
            'def __lt__(self, other): return self.value < 5', 'def __neg__(self): return -1',
            'def __getattr__(self, name): return name * 2', '@property\n    def double(self): return self.value * 2',
            '@staticmethod\n    def fixed(x=3): return x', '@classmethod\n    def made(cls): return cls.__name__',
            'def __iter__(self): return iter([1, 2])', 'def __hash__(self): return 5',
            'def __enter__(self): return self', 'def __str__(self): return "str"'), self.random.randrange(2, 7)):
            for line in method.split('\n'):
                self.emit('    ' + line.strip() if line == method.split('\n')[0] else '    ' + line.strip())

    def use_class(self, depth):
        if not self.classes:
            return self.klass(depth)
        name = self.pick(self.classes)
        for use in self.random.sample((
            'len(o)', 'o + 1', '1 + o', 'o[2]', 'o(1, k=2)', 'bool(o)', '1 in o', 'o < o', '-o', 'o.nothing', 'o.double',
            'o.fixed()', 'o.made()', 'list(o)', 'o == o', 'hash(o) == 5', 'str(o)[:5]', 'type(o).__mro__', 'o.shared',
            'vars(o)', 'o.value', 'sorted([o, o]) == 1', 'f"{o!s:>4.3}"', 'o.double.bit_length()', 'isinstance(o, list)'), 3):
            self.guarded(f'o = {name}({self.random.randrange(9)}); print({use})')

    def text(self):
        self.emit('class Own(Exception): pass')
        self.emit('class Manager:')
        self.emit('    def __init__(self, hides): self.hides = hides')
        self.emit('    def __enter__(self): print("enter"); return self')
        self.emit('    def __exit__(self, kind, error, trace): print("exit", error); return self.hides')
        for kind in TYPES:
            name = self.fresh()
            self.emit(f'{name} = {self.literal(kind)}')
            self.scopes[0][name] = kind
        for _ in range(self.random.randrange(12, 30)):
            self.statement()
        for name, kind in self.scopes[0].items():
            self.emit(f'print({f"sorted({name})" if kind == "set" else name})')
        return '\n'.join(self.lines) + '\n'


def program(seed):
    """The text of the program with that seed."""
    return Program(seed).text()
