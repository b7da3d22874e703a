# SPDX-License-Identifier: MIT
"""Hash functions (_hashlib, by OpenSSL)."""
from _hashlib import (new, openssl_blake2b as blake2b, openssl_blake2s as blake2s,
                      openssl_md5 as md5, openssl_sha1 as sha1, openssl_sha224 as sha224,
                      openssl_sha256 as sha256, openssl_sha384 as sha384,
                      openssl_sha512 as sha512, openssl_sha3_224 as sha3_224,
                      openssl_sha3_256 as sha3_256, openssl_sha3_384 as sha3_384,
                      openssl_sha3_512 as sha3_512, openssl_shake_128 as shake_128,
                      openssl_shake_256 as shake_256, pbkdf2_hmac)

_NAMES = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s',
          'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256')

algorithms_guaranteed = set(_NAMES)
algorithms_available = set(_NAMES)

__all__ = _NAMES + ('new', 'algorithms_guaranteed', 'algorithms_available', 'pbkdf2_hmac',
                    'file_digest')


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """The hash of what is left in a file opened for reading bytes."""
    made = new(digest) if isinstance(digest, str) else digest()
    while chunk := fileobj.read(_bufsize):
        made.update(chunk)
    return made
