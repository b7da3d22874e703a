# SPDX-License-Identifier: MIT
class R:
    def __enter__(self): print('open'); return self
    def __exit__(self, *a): print('close')
def lines():
    with R():
        yield 'a'
        yield 'b'
for l in lines():
    print(l)
    break
print('after')
print(list(lines()))
