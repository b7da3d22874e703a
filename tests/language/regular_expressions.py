# SPDX-License-Identifier: MIT
import re
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: re.match(r'(\w+) (\w+)', 'Isaac Newton, physicist'))
m=re.match(r'(?P<first>\w+) (?P<last>\w+)', 'Malcolm Reynolds')
t(lambda: (m.group('first'), m.group(2), m.groups(), m.groupdict(), m['last'], m.span(), m.start(2), m.end('last'), m.lastindex, m.lastgroup, m.re, m.string, m.pos, m.endpos, m.expand(r'\2 \g<first>'), m.regs))
t(lambda: m.group(5)); t(lambda: m.group('x')); t(lambda: m.group(1,2))
t(lambda: re.findall(r'\d+', '12 drummers, 11 pipers')); t(lambda: re.findall(r'(\w+)=(\d+)', 'set width=20 and height=10')); t(lambda: re.findall('a*','baac'))
t(lambda: re.split(r'\W+', 'Words, words, words.')); t(lambda: re.split(r'(\W+)', 'Words, words.')); t(lambda: re.split(r'\W+', 'Words, words, words.', 1)); t(lambda: re.split('', 'abc')); t(lambda: re.split('(x)|y','axbyc'))
t(lambda: re.sub(r'(\d+)', lambda m: str(int(m[1])*2), 'a1b22')); t(lambda: re.sub('a*','-','abxd')); t(lambda: re.subn('[aeiou]','*','hello world')); t(lambda: re.sub(r'(?P<w>\w+)', r'<\g<w>>', 'hi you', count=1)); t(lambda: re.sub('x','y','abc'))
t(lambda: re.sub('a', r'\n\t\\', 'cat')); t(lambda: re.sub('a', r'\q', 'cat')); t(lambda: re.sub('a', r'\2', 'cat')); t(lambda: re.sub('a', r'\g<x>', 'cat')); t(lambda: re.sub('a', r'\g<', 'cat')); t(lambda: re.sub('a', r'\g', 'cat')); t(lambda: re.sub('(a)', r'\g<1>0\0', 'cat'))
t(lambda: [m.span() for m in re.finditer('b', 'abcb')]); t(lambda: re.fullmatch(r'\d{3}-\d{4}', '555-1234')); t(lambda: re.fullmatch('a|ab','ab')); t(lambda: re.search('c','abcdef').start()); t(lambda: re.match('c','abc'))
for p in ['(', ')', '*', 'a**', '[', '[a', '\\', r'\q', '[z-a]', '(?<x)', '(?P<1a>x)', '(?P<a>x)(?P<a>y)', '(?P=b)', r'(a)\2', r'(a\1)', 'a{3,2}', '(?', '(?P', '(?P<', '(?P<>x)', '(?P<a', '(?z)', 'a(?i)b', '(?<=a*)b', 'x{2}{3}', '+a', '|*', '(?P>a)', r'\x1', r'[\q]', '(?#abc', '(?i', '(?i-', '(?-:x)', '[a-\\d]', '(?(2)a|b)', '(?(1)a|b|c)', '(a)(?(1)a|b|c)', r'\400', '(ab', 'a)b','^*', r'\b+', '(?:a','(?=', 'a\n(b']:
    t(lambda: re.compile(p))
t(lambda: re.compile('a', re.I)); t(lambda: re.compile('a', re.I|re.M|re.S|re.X)); t(lambda: re.compile(b'a')); t(lambda: re.compile('a').flags); t(lambda: re.compile('(?i)a').flags); t(lambda: re.compile('(?P<a>.)(.)').groupindex); t(lambda: re.compile('(.)(.)').groups); t(lambda: re.compile('a') == re.compile('a')); t(lambda: re.I); t(lambda: re.I|re.M); t(lambda: re.compile('a', re.A))
t(lambda: re.match('a', b'a')); t(lambda: re.match(b'a', 'a')); t(lambda: re.match('a', 3)); t(lambda: re.compile(3)); t(lambda: re.compile(re.compile('a'), re.I)); t(lambda: re.findall(b'\\w', b'ab c'))
t(lambda: re.findall(r'^\w', 'ab\ncd\n', re.M)); t(lambda: re.findall(r'\w$', 'ab\ncd\n', re.M)); t(lambda: re.findall(r'\w$', 'ab\ncd\n')); t(lambda: re.findall(r'^', 'a\nb\n', re.M)); t(lambda: re.findall('.', 'a\nb')); t(lambda: re.findall('.', 'a\nb', re.S)); t(lambda: re.findall(r'\Z', 'a\n'))
t(lambda: re.findall(r'\w+', '한글 café naïve Ünï 日本 x_1')); t(lambda: re.findall(r'\w+', '한글 café', re.A)); t(lambda: re.findall(r'\d', '1٣೩')); t(lambda: re.findall('É', 'éÉ', re.I)); t(lambda: re.findall('[가-힣]+', 'abc 한글 def')); t(lambda: re.search('한', '이한열').span()); t(lambda: re.sub('글', 'X', '한글글')); t(lambda: re.findall('😀', 'a😀b😀')); t(lambda: re.split(r'\s+', 'a\u3000b\xa0c\x1cd'));t(lambda: re.findall(r'\S+', 'a\u3000b\xa0c\x1cd')); t(lambda: re.findall(r'[\S]+', 'a\u3000b\xa0c\x1cd')); t(lambda: re.findall(r'[^\S]+', 'a\u3000b'))
t(lambda: re.compile(r'''
  (\d+)  # number
  \s*    # space
  ([a-z]+) ''', re.X).match('12  abc').groups())
t(lambda: re.match(r'(a)|(b)', 'b').groups()); t(lambda: re.match(r'(a)|(b)', 'b').group(1)); t(lambda: re.match(r'(a)?b', 'b').groups('-')); t(lambda: re.match('((a)b)','ab').lastindex); t(lambda: re.match('(a)(b)','ab').lastindex); t(lambda: re.match('(a)(b)?','a').lastindex); t(lambda: re.match('(a(b))','ab').lastindex)
t(lambda: re.findall(r'(?<=\$)\d+', '$12 x$3')); t(lambda: re.findall(r'\b\w+(?=,)', 'a, bc, d')); t(lambda: re.findall(r'<.*?>', '<a><b>')); t(lambda: re.findall(r'(?:ab)+', 'ababxab')); t(lambda: re.findall(r'(\w)\1', 'aabbcd')); t(lambda: re.findall('a{,2}', 'aaa')); t(lambda: re.findall('a{2,}', 'aaa')); t(lambda: re.findall('x{a}', 'x{a}')); t(lambda: re.findall('[]a]', 'a]b')); t(lambda: re.findall('[^]a]', 'a]b')); t(lambda: re.findall(r'[\w.-]+@[\w-]+\.\w+', 'x me@a.com y.z@b-c.org')); t(lambda: re.findall('(?i:A)b','ab AB aB Ab')); t(lambda: re.findall('a++b|a','aaab')); t(lambda: re.match(r'(<)?(\w+)(?(1)>)$', '<ab>'))
t(lambda: re.escape('a.b*c[d] e-f_g')); t(lambda: re.escape(b'a.b')); t(lambda: re.compile('b').match('abc', 1)); t(lambda: re.compile('^b').match('abc', 1)); t(lambda: re.compile('c$').search('abcd', 0, 3)); t(lambda: re.compile('a').search('aaa', 1)); t(lambda: re.compile('').findall('ab',1))
p=re.compile('(a)(?P<n>b)?'); import pickle; t(lambda: pickle.loads(pickle.dumps(p)) == p); t(lambda: hash(p)==hash(re.compile('(a)(?P<n>b)?')))
try: re.compile('ab(c')
except re.error as e: print(e.msg, e.pos, e.pattern, e.lineno, e.colno, str(e))
t(lambda: re.sub('a', lambda m: 3, 'a')); t(lambda: re.sub('(a)(b)?', r'[\2]', 'ab a')); t(lambda: re.sub('a', 3, 'a')); t(lambda: type(re.match('a','a'))); t(lambda: re.Pattern); t(lambda: re.purge()); t(lambda: bool(re.match('a','a')))
t(lambda: re.findall(r'[\d\-x]+','1-x2 y')); t(lambda: re.findall(r'[a\]b]+','a]b')); t(lambda: re.findall('[\\n\\x41-\\x43]','AB\nD')); t(lambda: re.findall(r'\u0041\x42\103','ABC')); t(lambda: re.findall(r"\$\d+\.\d{2}", "costs $3.50 and $12.99"))
print(re.error.__module__, re.error, isinstance(re.I, int))
text='the quick brown fox '*50
t(lambda: len(re.findall(r'\b[aeiou]?\w*o\w*\b', text)))
t(lambda: re.match(r'^(\w+)\s(?:\w+\s)*fox', text).group(1))

for p in ['(*\\', '((?<=|]+,)(?=', r'(?\1x)', '*\\', r'(?<\w)', r'(?P\d)']:
    t(lambda: re.compile(p))
