# SPDX-License-Identifier: MIT
import shlex, html, urllib.parse as up, locale, codecs, getopt
print(shlex.split('a "b c" d\\ e \'f "g\' # x'), shlex.quote("it's"), shlex.join(['a b', 'c']), html.escape('<a href="x">&\''), html.unescape('&lt;b&gt; &#65; &amp;'))
for s in ('ab "c', 'x\\'):
    try: shlex.split(s)
    except ValueError as e: print(e)
for u in ('http://user:pw@Host.com:8080/p/a/t;h?q=1&r=2#frag', 'mailto:x@y.z', '//host/x', 'path/only', 'https://example.com', 'file:///etc/x', 'http://[::1]:80/'):
    r = up.urlparse(u); print(r, r.hostname, r.port, r.username, r.geturl(), up.urlsplit(u))
for a in ('../x', '/y', 'z', '?q', '#f', '//other/p', 'http://q/', './a/../b', ''): print(up.urljoin('http://h/a/b/c?d', a))
print(up.quote('a b/ü&'), up.quote_plus('a b&c'), up.unquote('%C3%BC%zz'), up.urlencode({'a': 1, 'b': 'x y'}), up.urlencode({'a': [1, 2]}, doseq=True), up.parse_qs('a=1&b=2&a=3&c='), up.parse_qsl('a=1&c=', True), up.urldefrag('http://a/b#c'))
print(codecs.encode('Hello', 'rot13'), codecs.decode(b'\xc3\xbc', 'utf-8'), codecs.BOM_UTF8, getopt.getopt(['-a', '-b', 'v', '--long=3', '--flag', 'rest'], 'ab:', ['long=', 'flag']))
try: getopt.getopt(['-x'], 'a')
except getopt.GetoptError as e: print(e, e.opt)
