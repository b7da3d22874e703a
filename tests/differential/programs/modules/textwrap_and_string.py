# SPDX-License-Identifier: MIT
import textwrap, string
t="The quick brown fox jumped over the lazy dog. A well-known state-of-the-art-thing is -- surely -- here; e-mail self-service 10-20 it's a-b supercalifragilisticexpialidocious"
for w in (10,20,33,50): print(textwrap.wrap(t,w))
print(textwrap.fill(t,30,initial_indent='* ',subsequent_indent='  ')); print(textwrap.shorten(t,40), textwrap.shorten(t,30,placeholder='...'), repr(textwrap.dedent('  a\n    b\n\n   c\n')), repr(textwrap.indent('a\n\nb\n','> ')), textwrap.wrap('aaaaaaaaaaaa',5,break_long_words=False), textwrap.wrap('',10))
print(string.Template('$a ${b} $$ $c').safe_substitute(a=1,b=2), string.capwords('hello wORLD'), string.ascii_letters, string.punctuation, repr(string.whitespace), string.Formatter().format('{0} {a.real:>5} {b[0]!r}',1,a=2,b=['x']))
def e(f):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
