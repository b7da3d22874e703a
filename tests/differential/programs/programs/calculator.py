# SPDX-License-Identifier: MIT
def tokens(s):
    n = ''
    for ch in s + ' ':
        if ch.isdigit() or ch == '.': n += ch; continue
        if n: yield float(n) if '.' in n else int(n); n = ''
        if not ch.isspace(): yield ch
def parse(s):
    t = list(tokens(s))
    def atom():
        x = t.pop(0)
        if x == '(':
            v = expr(); assert t.pop(0) == ')', 'expected )'; return v
        if x == '-': return -atom()
        return x
    def term():
        v = atom()
        while t and t[0] in ('*', '/'): op = t.pop(0); v = v * atom() if op == '*' else v / atom()
        return v
    def expr():
        v = term()
        while t and t[0] in ('+', '-'): op = t.pop(0); v = v + term() if op == '+' else v - term()
        return v
    return expr()
for s in ('1 + 2 * 3', '(1 + 2) * 3', '-4 / 2', '2.5*4'): print(s, '=', parse(s))
parse('(1 + 2')
