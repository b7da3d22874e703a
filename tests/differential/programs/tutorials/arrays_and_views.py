# SPDX-License-Identifier: MIT
import array, sys
a = array.array('i', [1, 2, 3]); a.append(4); a.extend([5]); print(a, a[0], a[1:3], len(a), a.itemsize, a.typecode, sum(a), list(a))
a[0] = 9; a.insert(0, 7); print(a.pop(), a, 9 in a, a.index(9), a.count(2), a.tolist(), a.tobytes())
try: a.append('x')
except TypeError as e: print(e)
try: a.append(2**40)
except OverflowError as e: print(e)
print(array.array('d', [1.5, 2]), array.array('b', b'abc'), array.array('u', 'hé'), a == array.array('i', a), a + a, a * 2)
m = memoryview(b'hello'); print(m[0], m[1:3].tobytes(), len(m), bytes(m), m.readonly, m.format, m.nbytes, m.itemsize, m.shape, m.tolist())
b = bytearray(b'hello'); m = memoryview(b); m[0] = 72; m[1:3] = b'EL'; print(b, m == b'HELlo', m.hex())
try: b.append(1)
except BufferError as e: print(e)
m.release(); b.append(33); print(b)
try: memoryview(b'x')[0] = 1
except TypeError as e: print(e)
with memoryview(b'abc') as mm: print(mm, mm.obj)
ma = memoryview(array.array('i', [1,2,3])); print(ma[1], ma.tolist(), ma.nbytes, ma.cast('B')[0])
import struct
print(struct.unpack('<I', memoryview(b'\1\0\0\0')), int.from_bytes(memoryview(b'\1\2'), 'big'), b''.join([memoryview(b'a'), b'b']))
