# SPDX-License-Identifier: MIT
import hashlib, zlib
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: hashlib.md5('abc'))
t(lambda: hashlib.new('nope'))
t(lambda: hashlib.new('sha256',b'a').hexdigest())
t(lambda: hashlib.sha256(3))
t(lambda: hashlib.sha256(b'a').update('x'))
t(lambda: hashlib.sha256(data=b'a'))
t(lambda: hashlib.sha256(string=b'a').hexdigest())
t(lambda: hashlib.pbkdf2_hmac('sha256',b'p',b's',1000).hex())
t(lambda: hashlib.sha3_256(b'').hexdigest())
t(lambda: hashlib.shake_128(b'').hexdigest(5))
t(lambda: hashlib.md5)
t(lambda: zlib.decompress(b'abc'))
t(lambda: zlib.decompress(zlib.compress(b'abc'*10)[:-5]))
t(lambda: zlib.compress('abc'))
t(lambda: zlib.compress(b'abc',10))
t(lambda: len(zlib.compress(b'abc'*1000)))
t(lambda: len(zlib.compress(b'abc'*1000,level=1)))
t(lambda: zlib.crc32(b'abc'))
t(lambda: zlib.adler32(b'abc'))
t(lambda: zlib.crc32(b'abc',5))
t(lambda: zlib.error.__mro__)
t(lambda: zlib.crc32('a'))
t(lambda: zlib.decompressobj().decompress(b'xxxx'))
def f():
    d=zlib.decompressobj(); x=zlib.compress(b'hello'*100)+b'tail'
    return d.decompress(x,10), len(d.unconsumed_tail), d.eof, d.flush()[:5], d.unused_data, d.eof
t(f)
t(lambda: hashlib.sha256(b'x').copy().hexdigest()[:8])
t(lambda: hashlib.sha256.__name__)
import random
import hmac
c = zlib.compressobj()
packed = c.compress(b'hello ' * 1000) + c.flush()
print(zlib.decompress(packed) == b'hello ' * 1000, len(packed) < 100)
d = zlib.decompressobj()
print(d.decompress(packed[:10]) + d.decompress(packed[10:]) == b'hello ' * 1000, d.eof)
big = bytes(range(256)) * 100
print(hashlib.sha256(big).hexdigest(), zlib.crc32(big), zlib.adler32(big))
h = hashlib.sha256()
for i in range(5):
    h.update(b'x' * i)
print(h.hexdigest(), h.name, h.digest_size, h.block_size, len(h.digest()))
print(hashlib.blake2b(b'a').hexdigest()[:16], hashlib.blake2s(b'').hexdigest()[:16])
print(hmac.new(b'key', b'msg', 'sha256').hexdigest(), hmac.compare_digest('a', 'a'))
print(hmac.new(b'k' * 100, b'msg', hashlib.sha1).hexdigest())
random.seed('text'); print(random.random())
random.seed(b'text'); print(random.random())
