# SPDX-License-Identifier: MIT
"""Bytes as text: base64, base32, base16, base85."""
import binascii

__all__ = ['encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode', 'b32decode',
           'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode',
           'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_B85 = (b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
        b'!#$%&()*+-;<=>?@^_`{|}~')


def _bytes_from_decode_data(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters')
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    raise TypeError('argument should be a bytes-like object or ASCII string, not %r'
                    % s.__class__.__name__) from None


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b'+/', altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def encodebytes(s):
    lines = [binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57)]
    return b''.join(lines)


def decodebytes(s):
    return binascii.a2b_base64(s)


def b32encode(s):
    s = bytes(s)
    left = -len(s) % 5
    s += bytes(left)
    encoded = bytearray()
    for i in range(0, len(s), 5):
        number = int.from_bytes(s[i:i + 5], 'big')
        encoded += bytes(_B32[number >> shift & 31] for shift in range(35, -1, -5))
    padding = {0: 0, 1: 1, 2: 3, 3: 4, 4: 6}[left]
    if padding:
        encoded[-padding:] = b'=' * padding
    return bytes(encoded)


def b32decode(s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if casefold:
        s = s.upper()
    length = len(s)
    s = s.rstrip(b'=')
    padding = length - len(s)
    decoded = bytearray()
    for i in range(0, len(s), 8):
        number = 0
        for digit in s[i:i + 8].ljust(8, b'A'):
            value = _B32.find(digit)
            if value < 0:
                raise binascii.Error('Non-base32 digit found')
            number = number << 5 | value
        decoded += number.to_bytes(5, 'big')
    if padding not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    if padding:
        del decoded[-{1: 1, 3: 2, 4: 3, 6: 4}[padding]:]
    return bytes(decoded)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    if any(digit not in b'0123456789ABCDEF' for digit in s):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


def _encode85(b, digits, pad, fold_zeros):
    padding = -len(b) % 4
    b = bytes(b) + bytes(padding)
    words = []
    for i in range(0, len(b), 4):
        number = int.from_bytes(b[i:i + 4], 'big')
        if fold_zeros and number == 0 and not (padding and i + 4 == len(b)):
            words.append(b'z')
            continue
        word = bytearray()
        for _ in range(5):
            number, digit = divmod(number, 85)
            word.append(digits[digit])
        words.append(bytes(reversed(word)))
    if padding and not pad:
        words[-1] = words[-1][:-padding]
    return b''.join(words)


def b85encode(b, pad=False):
    return _encode85(b, _B85, pad, False)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    encoded = _encode85(b, bytes(range(33, 118)), pad, True)
    if adobe:
        encoded = b'<~' + encoded + b'~>'
    if wrapcol:
        encoded = b'\n'.join(encoded[i:i + wrapcol] for i in range(0, len(encoded), wrapcol))
    return encoded


def _decode85(b, digits, message):
    values = {digit: value for value, digit in enumerate(digits)}
    padding = -len(b) % 5
    b += bytes([digits[-1]]) * padding
    decoded = []
    for i in range(0, len(b), 5):
        number = 0
        for position, digit in enumerate(b[i:i + 5], i):
            if digit not in values:
                raise ValueError(message(digit, position))
            number = number * 85 + values[digit]
        if number > 0xffffffff:
            raise ValueError('base85 overflow in hunk starting at byte %d' % i)
        decoded.append(number.to_bytes(4, 'big'))
    result = b''.join(decoded)
    return result[:-padding] if padding else result


def b85decode(b):
    return _decode85(_bytes_from_decode_data(b), _B85,
                     lambda digit, at: 'bad base85 character at position %d' % at)


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\x0b'):
    b = _bytes_from_decode_data(b)
    if adobe:
        b = b.removeprefix(b'<~').removesuffix(b'~>')
    b = bytes(c for c in b if c not in ignorechars).replace(b'z', b'!!!!!')
    return _decode85(b, bytes(range(33, 118)),
                     lambda digit, at: 'Non-Ascii85 digit found: %c' % digit)
