# SPDX-License-Identifier: MIT
import string
def shift(text, n):
    table = str.maketrans(string.ascii_lowercase, string.ascii_lowercase[n:] + string.ascii_lowercase[:n])
    return text.translate(table)
secret = shift('hello, world', 3)
print(secret, shift(secret, 23))
