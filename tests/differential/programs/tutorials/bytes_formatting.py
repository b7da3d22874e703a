# SPDX-License-Identifier: MIT
class Data:
    def __bytes__(self):
        return b'data'


for template, values in (
    (b'%s|%b', (b'a', bytearray(b'b'))), (b'%d %x %c%c', (5, 255, 65, b'z')), (b'%r %a', ('x', 'é')), (b'%5s|%-5b|', (b'q', b'w')),
    (b'%s', Data()), (b'%s', 'text'), (b'%b', 5), (b'none', 'text'), (b'none', b'x'), (b'none', bytearray(b'x')), (b'none', {}), ('none', b'x'), (b'%s', (1, 2)), (b'%s %s', b'one'), (b'%%', ()),
    (b'%.2f', 2.5), (b'%(k)s', {b'k': b'v'}), (b'%z', 1), (b'%c', b'ab'), (b'\xff%s', b'\x80'), (bytearray(b'%s'), b'x'),
):
    try:
        print(template % values)
    except Exception as error:
        print(type(error).__name__, error)
