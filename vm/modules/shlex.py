# SPDX-License-Identifier: MIT
"""Words as a shell sees them."""
import re

__all__ = ['split', 'quote', 'join']

_UNSAFE = re.compile(r'[^\w@%+=:,./-]', re.ASCII)


def split(s, comments=False, posix=True):
    """The words of a line: quotes and backslashes are taken off."""
    if s is None:
        raise ValueError('s argument must not be None')
    words = []
    word = None
    quote = ''
    characters = iter(s)
    for c in characters:
        if quote:
            if c == quote:
                quote = ''
            elif c == '\\' and quote == '"' and posix:
                following = next(characters, None)
                if following is None:
                    raise ValueError('No escaped character')
                word += following if following in '"\\' else c + following
            else:
                word += c
        elif c in ' \t\r\n':
            if word is not None:
                words.append(word)
                word = None
        elif c == '#' and comments:
            for c in characters:
                if c == '\n':
                    break
        elif c in '"\'':
            quote = c
            word = word or ''
            if not posix:
                word += c
        elif c == '\\' and posix:
            following = next(characters, None)
            if following is None:
                raise ValueError('No escaped character')
            word = (word or '') + following
        else:
            word = (word or '') + c
    if quote:
        raise ValueError('No closing quotation')
    return words if word is None else words + [word]


def quote(s):
    """The text so that a shell takes it for one word."""
    if not s:
        return "''"
    return "'" + s.replace("'", "'\"'\"'") + "'" if _UNSAFE.search(s) else s


def join(split_command):
    return ' '.join(quote(word) for word in split_command)
