# SPDX-License-Identifier: MIT
"""Names compared with the patterns of a shell: *, ?, [abc], [!abc]."""
import re

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']


def translate(pat):
    out = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == '*':
            if out[-1:] != ['.*']:
                out.append('.*')
        elif c == '?':
            out.append('.')
        elif c == '[':
            end = pat.find(']', i + 1 + (pat[i : i + 1] == '!'))
            if end < 0:
                out.append('\\[')
                continue
            inner = pat[i:end].replace('\\', r'\\')
            i = end + 1
            out.append(f'[{"^" + inner[1:] if inner[:1] == "!" else inner}]')
        else:
            out.append(re.escape(c))
    return f'(?s:{"".join(out)})\\Z'


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    match = re.compile(translate(pat)).match
    return [name for name in names if match(name)]
