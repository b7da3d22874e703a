# SPDX-License-Identifier: MIT
b = b'hello'; print(b[0], b[1:3], b + b' world', b.upper(), b.find(b'l'), b.split(b'l'), list(b), len(b), b.hex(), bytes.fromhex('68 69'), b.decode(), 'é'.encode(), b'a' in b'abc', 97 in b'abc')
print(bytes(3), bytes([1, 2]), bytes('é', 'utf-8'), bytes(b'x'), b'%d %s' % (1, b'a'), b'a,b'.partition(b','), b''.join([b'a', b'b']), b.replace(b'l', b'L'), b.startswith(b'he'))
ba = bytearray(b'abc'); ba[0] = 120; ba.append(100); ba.extend(b'ef'); ba += b'!'; del ba[1]; print(ba, ba.decode(), ba.pop(), ba[1:3], bytes(ba), ba == b'xcdef')
ba[1:2] = b'ZZZ'; ba.insert(0, 65); ba.reverse(); print(ba)
print((1024).to_bytes(2, 'big'), int.from_bytes(b'\x04\x00', 'big'), (-1).to_bytes(2, 'little', signed=True), b'\x00\n\t\'"\x80', repr(b"it's"))
print(hash(b'a') == hash(b'a'), b'a' < b'b', b'a' == 'a', b'abc'[::-1], b'x' * 3, b'abc'.isalpha(), b' a '.strip())
print('latin é'.encode('latin-1'), b'\xe9'.decode('latin-1'), b'\xff\xfea\x00'.decode('utf-16'), 'a'.encode('utf-16-le'), b'\xffa'.decode('utf-8', 'replace'), b'\xffa'.decode(errors='ignore'), 'é'.encode('ascii', 'replace'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('ascii', 'backslashreplace'))
b[0] = 1
