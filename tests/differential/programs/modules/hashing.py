# SPDX-License-Identifier: MIT
import hashlib, zlib, base64, struct
print(hashlib.sha256(b'abc').hexdigest(), hashlib.md5(b'').hexdigest(), hashlib.sha1(b'x').hexdigest()[:10])
print(zlib.crc32(b'hello'), zlib.decompress(zlib.compress(b'a' * 100)) == b'a' * 100, base64.b64encode(b'hi'), struct.pack('<IH', 1, 2), struct.unpack('>H', b'\x01\x02'))
