# SPDX-License-Identifier: MIT
def connect(host, *, port=80, timeout): return host, port, timeout
print(connect('h', timeout=5), connect('h', timeout=1, port=2))
def pos(a, b, /, c): return a, b, c
print(pos(1, 2, 3), pos(1, 2, c=3))
for call in (lambda: connect('h'), lambda: connect('h', 80, timeout=1), lambda: pos(a=1, b=2, c=3), lambda: pos(1, 2), lambda: connect(), lambda: connect('h', timeout=1, x=2)):
    try: call()
    except TypeError as e: print(e)
