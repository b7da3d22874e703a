# SPDX-License-Identifier: MIT
"""Bytecode as text: the plain bytecode, which CPython 3.11 shares, without its caches."""
import _dis
import collections
import sys
import types

__all__ = [
    'dis',
    'disassemble',
    'distb',
    'disco',
    'code_info',
    'show_code',
    'get_instructions',
    'Instruction',
    'Bytecode',
]


def _code_of(x):
    """The code object of what has one; else x itself."""
    if hasattr(x, '__func__'):
        x = x.__func__
    for name in ('__code__', 'gi_code'):
        if hasattr(x, name):
            return getattr(x, name)
    if isinstance(x, str):
        try:
            return compile(x, '<dis>', 'eval')
        except SyntaxError:
            return compile(x, '<dis>', 'exec')
    return x


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    if x is None:
        distb(file=file)
        return
    x = _code_of(x)
    if isinstance(x, types.CodeType):
        _write(_dis.text(x, depth is None or depth > 0), file)
    elif hasattr(x, '__dict__'):
        for name, value in sorted(x.__dict__.items()):
            if isinstance(
                value,
                (
                    types.MethodType,
                    types.FunctionType,
                    types.CodeType,
                    classmethod,
                    staticmethod,
                    type,
                ),
            ):
                print(f'Disassembly of {name}:', file=file)
                try:
                    dis(value, file=file, depth=depth)
                except TypeError as msg:
                    print('Sorry:', msg, file=file)
                print(file=file)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _write(text, file):
    (sys.stdout if file is None else file).write(text)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    _write(_dis.text(co, False), file)


disco = disassemble


def distb(tb=None, *, file=None, show_caches=False, adaptive=False):
    if tb is None:
        tb = getattr(sys, 'last_traceback', None)
        if tb is None:
            raise RuntimeError('no last traceback to disassemble')
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


class Instruction(
    collections.namedtuple(
        'Instruction',
        [
            'opname',
            'opcode',
            'arg',
            'argval',
            'argrepr',
            'offset',
            'starts_line',
            'is_jump_target',
            'positions',
        ],
    )
):
    __slots__ = ()


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False):
    co = _code_of(x)
    last = None
    for name, opcode, arg, argrepr, offset, line in _dis.instructions(co):
        if arg is None:
            argval = None
        elif name == 'LOAD_CONST':
            argval = co.co_consts[arg]
        elif argrepr.startswith('to '):
            argval = int(argrepr[3:])
        else:
            argval = argrepr or arg
        starts = line if line != last and line > 0 else None
        last = line
        yield Instruction(name, opcode, arg, argval, argrepr, offset, starts, False, None)


class Bytecode:
    def __init__(
        self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False
    ):
        self.codeobj = _code_of(x)
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj)

    def dis(self):
        return _dis.text(self.codeobj, False)

    def info(self):
        return code_info(self.codeobj)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._original_object!r})'


_FLAGS = {
    1: 'OPTIMIZED',
    2: 'NEWLOCALS',
    4: 'VARARGS',
    8: 'VARKEYWORDS',
    16: 'NESTED',
    32: 'GENERATOR',
    64: 'NOFREE',
}


def _flags_text(flags):
    return ', '.join(name for bit, name in _FLAGS.items() if flags & bit) or hex(flags)


def code_info(x):
    co = _code_of(x)
    lines = [
        f'Name:              {co.co_name}',
        f'Filename:          {co.co_filename}',
        f'Argument count:    {co.co_argcount}',
        f'Positional-only arguments: {co.co_posonlyargcount}',
        f'Kw-only arguments: {co.co_kwonlyargcount}',
        f'Number of locals:  {co.co_nlocals}',
        f'Stack size:        {co.co_stacksize}',
        f'Flags:             {_flags_text(co.co_flags)}',
    ]
    for title, names in (
        ('Constants', [repr(c) for c in co.co_consts]),
        ('Names', co.co_names),
        ('Variable names', co.co_varnames),
        ('Free variables', co.co_freevars),
        ('Cell variables', co.co_cellvars),
    ):
        if names:
            lines.append(f'{title}:')
            lines += [f'{i:4d}: {name}' for i, name in enumerate(names)]
    return '\n'.join(lines)


def show_code(co, *, file=None):
    print(code_info(co), file=file)
