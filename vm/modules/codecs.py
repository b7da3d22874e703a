# SPDX-License-Identifier: MIT
"""Text as bytes, by name of the encoding."""
import io as _io

__all__ = [
    'encode',
    'decode',
    'open',
    'BOM',
    'BOM_BE',
    'BOM_LE',
    'BOM_UTF8',
    'BOM_UTF16',
    'BOM_UTF16_LE',
    'BOM_UTF16_BE',
    'getencoder',
    'getdecoder',
    'lookup',
    'CodecInfo',
    'iterencode',
    'iterdecode',
]

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = BOM = BOM_UTF16 = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = b'\xfe\xff'
BOM_UTF32_LE = BOM_UTF32 = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'
_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
_ROT13 = str.maketrans(
    _ALPHABET + _ALPHABET.lower(),
    _ALPHABET[13:] + _ALPHABET[:13] + (_ALPHABET[13:] + _ALPHABET[:13]).lower(),
)


def _named(encoding):
    return encoding.lower().replace('-', '_').replace('rot_13', 'rot13')


def encode(obj, encoding='utf-8', errors='strict'):
    name = _named(encoding)
    if name == 'rot13':
        return obj.translate(_ROT13)
    if name in ('hex', 'hex_codec'):
        return obj.hex().encode()
    if name in ('base64', 'base64_codec'):
        import base64

        return base64.encodebytes(obj)
    return obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    name = _named(encoding)
    if name == 'rot13':
        return obj.translate(_ROT13)
    if name in ('hex', 'hex_codec'):
        return bytes.fromhex(bytes(obj).decode())
    if name in ('base64', 'base64_codec'):
        import base64

        return base64.decodebytes(obj)
    return bytes(obj).decode(encoding, errors)


class CodecInfo(tuple):
    """(encode, decode), and the name."""

    def __new__(cls, encode, decode, name):
        self = tuple.__new__(cls, (encode, decode))
        self.name, self.encode, self.decode = name, encode, decode
        return self

    def __repr__(self):
        return f'<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>'


def lookup(encoding):
    ''.encode(encoding)  # LookupError for what is not known
    return CodecInfo(getencoder(encoding), getdecoder(encoding), encoding.lower())


def getencoder(encoding):
    return lambda obj, errors='strict': (encode(obj, encoding, errors), len(obj))


def getdecoder(encoding):
    return lambda obj, errors='strict': (decode(obj, encoding, errors), len(obj))


def iterencode(iterator, encoding, errors='strict', **kwargs):
    for text in iterator:
        yield encode(text, encoding, errors)


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    for data in iterator:
        yield decode(data, encoding, errors)


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    if encoding is not None:
        return _io.open(
            filename, mode.replace('b', ''), encoding=encoding, errors=errors, newline=''
        )
    return _io.open(filename, mode)
