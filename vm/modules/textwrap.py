# SPDX-License-Identifier: MIT
"""Filling paragraphs, and the margins of texts."""

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_WHITESPACE = '\t\n\x0b\x0c\r '


def _is_word_character(c):
    return c.isalnum() or c == '_'


class TextWrapper:
    def __init__(
        self,
        width=70,
        initial_indent='',
        subsequent_indent='',
        expand_tabs=True,
        replace_whitespace=True,
        fix_sentence_endings=False,
        break_long_words=True,
        drop_whitespace=True,
        break_on_hyphens=True,
        tabsize=8,
        *,
        max_lines=None,
        placeholder=' [...]',
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(c): ' ' for c in _WHITESPACE})
        return text

    def _split(self, text):
        """Words and the white space between them; words after each hyphen between letters."""
        chunks = []
        at = 0
        while at < len(text):
            end = at
            blank = text[at] in _WHITESPACE
            while end < len(text) and (text[end] in _WHITESPACE) == blank:
                end += 1
            if blank or not self.break_on_hyphens:
                chunks.append(text[at:end])
            else:
                chunks.extend(self._split_word(text[at:end]))
            at = end
        return chunks

    def _split_word(self, word):
        parts = []
        start = 0
        i = 0
        while i < len(word):
            if word[i] != '-':
                i += 1
                continue
            end = i
            while end < len(word) and word[end] == '-':
                end += 1
            before = word[start:i]
            after = word[end:]
            if end - i == 1:
                # A letter or two before it, letters after it: a hyphen. After digits it is none.
                if (
                    (
                        len(before) >= 2
                        and before[-1].isalpha()
                        and before[-2].isalpha()
                        or len(before) == 1
                        and before.isalpha()
                        and start > 0
                    )
                    and len(after) >= 2
                    and after[0].isalpha()
                ):
                    parts.append(word[start:end])
                    start = end
            elif before and after and _is_word_character(after[0]):
                parts.append(before)
                parts.append(word[i:end])
                start = end
            i = end
        if start < len(word):
            parts.append(word[start:])
        return parts

    def _fix_sentence_endings(self, chunks):
        for i in range(len(chunks) - 1):
            word = chunks[i].rstrip('"\'')
            if chunks[i + 1] == ' ' and len(word) > 1 and word[-1] in '.!?' and word[-2].islower():
                chunks[i + 1] = '  '

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        space_left = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            end = space_left
            chunk = reversed_chunks[-1]
            if self.break_on_hyphens and len(chunk) > space_left:
                hyphen = chunk.rfind('-', 0, space_left)
                if hyphen > 0 and any(c != '-' for c in chunk[:hyphen]):
                    end = hyphen + 1
            cur_line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        lines = []
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        chunks.reverse()
        while chunks:
            cur_line = []
            cur_len = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == '' and lines:
                del chunks[-1]
            while chunks and cur_len + len(chunks[-1]) <= width:
                cur_len += len(chunks[-1])
                cur_line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, cur_line, cur_len, width)
                cur_len = sum(map(len, cur_line))
            if self.drop_whitespace and cur_line and cur_line[-1].strip() == '':
                cur_len -= len(cur_line[-1])
                del cur_line[-1]
            if not cur_line:
                continue
            if (
                self.max_lines is None
                or len(lines) + 1 < self.max_lines
                or (
                    not chunks
                    or self.drop_whitespace
                    and len(chunks) == 1
                    and not chunks[0].strip()
                )
                and cur_len <= width
            ):
                lines.append(indent + ''.join(cur_line))
                continue
            while cur_line:
                if cur_line[-1].strip() and cur_len + len(self.placeholder) <= width:
                    cur_line.append(self.placeholder)
                    lines.append(indent + ''.join(cur_line))
                    break
                cur_len -= len(cur_line[-1])
                del cur_line[-1]
            else:
                if lines:
                    prev_line = lines[-1].rstrip()
                    if len(prev_line) + len(self.placeholder) <= self.width:
                        lines[-1] = prev_line + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def wrap(self, text):
        chunks = [c for c in self._split(self._munge_whitespace(text)) if c]
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    """Takes away the white space that all lines begin with."""
    margin = None
    lines = text.split('\n')
    lines = ['' if not line.strip(' \t') else line for line in lines]
    for line in lines:
        if not line:
            continue
        indent = line[: len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = indent
        else:
            common = 0
            while common < min(len(margin), len(indent)) and margin[common] == indent[common]:
                common += 1
            margin = margin[:common]
    if margin:
        lines = [line.removeprefix(margin) for line in lines]
    return '\n'.join(lines)


def indent(text, prefix, predicate=None):
    if predicate is None:

        def predicate(line):
            return line.strip()

    return ''.join(prefix + line if predicate(line) else line for line in text.splitlines(True))
