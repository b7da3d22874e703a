# SPDX-License-Identifier: MIT
import re
m = re.match(r'(\w+) (?P<second>\w+)', 'hello world'); print(m.group(), m.groups(), m['second'], m.span(), m.groupdict())
print(re.findall(r'\d+', 'a1b22'), re.sub(r'\s+', ' ', 'a  b\tc'), re.split(r'[,;]', 'a,b;c'), re.search('z', 'abc'), re.fullmatch(r'\d{3}', '123') is not None)
print(re.sub(r'(\w)(\d)', r'\2\1', 'a1 b2'), [x.start() for x in re.finditer('a', 'banana')], re.compile('A', re.I).findall('aAa'), re.escape('a.b'))
try: re.compile('(')
except re.error as e: print(e)
