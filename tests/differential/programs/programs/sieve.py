# SPDX-License-Identifier: MIT
def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[0:2] = b'\x00\x00'
    for i in range(2, int(n ** .5) + 1):
        if flags[i]: flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, f in enumerate(flags) if f]
p = sieve(100)
print(p, len(sieve(10000)))
