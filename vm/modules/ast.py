# SPDX-License-Identifier: MIT
"""literal_eval: Python's literals from text. Syntax trees are not in the subset."""
import re

__all__ = ['literal_eval']

_NUMBER = re.compile(r'(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+'
                     r'|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?)')
_STRING = re.compile(r'''(?:[rRuU]|[bB][rR]?|[rR][bB])?(?:
    \'\'\'(?:[^\\]|\\.)*?\'\'\' | """(?:[^\\]|\\.)*?"""
    | '(?:[^'\\\n]|\\.)*' | "(?:[^"\\\n]|\\.)*")''', re.VERBOSE | re.DOTALL)
_NAME = re.compile(r'[^\W\d]\w*')
_SPACE = re.compile(r'(?:[ \t\n\r\f]|\\\n|#[^\n]*)*')
_NAMED = {'None': None, 'True': True, 'False': False}
_CLOSING = {'(': ')', '[': ']', '{': '}'}


class _Literals:
    """Reads one literal. The text is known to be an expression that compiles."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def fail(self):
        raise ValueError(f'malformed node or string on line 1: {self.text!r}')

    def skip(self):
        self.at = _SPACE.match(self.text, self.at).end()

    def peek(self):
        self.skip()
        return self.text[self.at:self.at + 1]

    def take(self, pattern):
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def whole(self):
        value = self.sequence('')
        if self.peek():
            self.fail()
        return value

    def sequence(self, closing):
        """One value, or a tuple where there are commas."""
        values = []
        is_tuple = False
        while self.peek() != closing:
            values.append(self.sum())
            if self.peek() != ',':
                break
            is_tuple = True
            self.at += 1
        return tuple(values) if is_tuple or not values else values[0]

    def sum(self):
        value = self.signed()
        sign = self.peek()
        if sign in ('+', '-') and sign:
            self.at += 1
            other = self.signed()
            if type(value) not in (int, float) or type(other) is not complex:
                self.fail()
            return value + other if sign == '+' else value - other
        return value

    def signed(self):
        sign = self.peek()
        if sign not in ('+', '-') or not sign:
            return self.atom()
        self.at += 1
        value = self.atom()
        if type(value) not in (int, float, complex):
            self.fail()
        return value if sign == '+' else -value

    def atom(self):
        first = self.peek()
        if first in _CLOSING:
            self.at += 1
            value = self.container(first)
            if self.peek() != _CLOSING[first]:
                self.fail()
            self.at += 1
            return value
        found = self.take(_STRING)
        if found is not None:
            value = eval(found[0], {'__builtins__': {}})
            while self.peek() in ('"', "'", 'b', 'B', 'r', 'R', 'u', 'U') and self.peek():
                value += eval(self.take(_STRING)[0], {'__builtins__': {}})
            return value
        found = self.take(_NUMBER)
        if found is not None:
            return eval(found[0], {'__builtins__': {}})
        found = self.take(_NAME)
        if found is not None and found[0] in _NAMED:
            return _NAMED[found[0]]
        if found is not None and found[0] == 'set' and re.match(r'\s*\(\s*\)',
                                                                self.text[self.at:]):
            self.at = self.text.index(')', self.at) + 1
            return set()
        if self.text.startswith('...', self.at):
            self.at += 3
            return ...
        self.fail()

    def container(self, opening):
        if opening == '(':
            return self.sequence(')')
        items = []
        pairs = {}
        while self.peek() != _CLOSING[opening]:
            value = self.sum()
            if opening == '{' and self.peek() == ':':
                self.at += 1
                pairs[value] = self.sum()
            else:
                items.append(value)
            if self.peek() != ',':
                break
            self.at += 1
        if opening == '[':
            return items
        if items and pairs:
            self.fail()
        return set(items) if items else pairs


def literal_eval(text):
    """The value of a literal: numbers, str, bytes, None, bools, and containers of them.

    ValueError for any other expression, SyntaxError for what is none.
    """
    if not isinstance(text, str):
        raise ValueError(f'malformed node or string: {text!r}')
    text = text.lstrip(' \t')
    compile(text, '<unknown>', 'eval')
    return _Literals(text).whole()


def __getattr__(name):
    if name in ('parse', 'dump', 'unparse', 'walk', 'NodeVisitor', 'NodeTransformer', 'AST'):
        raise NotImplementedError(f'ast.{name} is not in the subset: only literal_eval() is')
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
