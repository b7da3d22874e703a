# SPDX-License-Identifier: MIT
"""Differences between sequences: the longest matching block, then the same left and right of it."""
import collections

__all__ = [
    'get_close_matches',
    'ndiff',
    'restore',
    'SequenceMatcher',
    'Differ',
    'IS_CHARACTER_JUNK',
    'IS_LINE_JUNK',
    'context_diff',
    'unified_diff',
    'Match',
]

Match = collections.namedtuple('Match', 'a b size')


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable items."""

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk = isjunk
        self.autojunk = autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self._blocks = self._codes = None

    def set_seq2(self, b):
        if b is self.b:
            return
        self.b = b
        self._blocks = self._codes = self._counts = None
        self.b2j = places = {}
        for i, item in enumerate(b):
            places.setdefault(item, []).append(i)
        self.bjunk = {item for item in places if self.isjunk and self.isjunk(item)}
        for item in self.bjunk:
            del places[item]
        self.bpopular = set()
        if self.autojunk and len(b) >= 200:
            limit = len(b) // 100 + 1
            self.bpopular = {item for item, found in places.items() if len(found) > limit}
            for item in self.bpopular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b, junk = self.a, self.b, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        best_i, best_j, size = alo, blo, 0
        lengths = {}
        for i in range(alo, ahi):
            following = {}
            for j in self.b2j.get(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                k = following[j] = lengths.get(j - 1, 0) + 1
                if k > size:
                    best_i, best_j, size = i - k + 1, j - k + 1, k
            lengths = following
        # Popular items join the match, and then junk does.
        for joins in (lambda item: item not in junk, lambda item: item in junk):
            while (
                best_i > alo
                and best_j > blo
                and joins(b[best_j - 1])
                and a[best_i - 1] == b[best_j - 1]
            ):
                best_i, best_j, size = best_i - 1, best_j - 1, size + 1
            while (
                best_i + size < ahi
                and best_j + size < bhi
                and joins(b[best_j + size])
                and a[best_i + size] == b[best_j + size]
            ):
                size += 1
        return Match(best_i, best_j, size)

    def get_matching_blocks(self):
        if self._blocks is not None:
            return self._blocks
        waiting = [(0, len(self.a), 0, len(self.b))]
        found = []
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            i, j, k = match = self.find_longest_match(alo, ahi, blo, bhi)
            if k:
                found.append(match)
                if alo < i and blo < j:
                    waiting.append((alo, i, blo, j))
                if i + k < ahi and j + k < bhi:
                    waiting.append((i + k, ahi, j + k, bhi))
        found.sort()
        joined = []
        for i, j, k in found:
            if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
                joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + k)
            else:
                joined.append((i, j, k))
        joined.append((len(self.a), len(self.b), 0))
        self._blocks = [Match(*block) for block in joined]
        return self._blocks

    def get_opcodes(self):
        if self._codes is not None:
            return self._codes
        i = j = 0
        self._codes = codes = []
        for at, bt, size in self.get_matching_blocks():
            tag = (
                'replace'
                if i < at and j < bt
                else 'delete'
                if i < at
                else 'insert'
                if j < bt
                else ''
            )
            if tag:
                codes.append((tag, i, at, j, bt))
            i, j = at + size, bt + size
            if size:
                codes.append(('equal', at, i, bt, j))
        return codes

    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes() or [('equal', 0, 1, 0, 1)]
        codes = codes[:]
        if codes[0][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == 'equal' and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        return _ratio(
            sum(size for _, _, size in self.get_matching_blocks()), len(self.a) + len(self.b)
        )

    def quick_ratio(self):
        if self._counts is None:
            self._counts = collections.Counter(self.b)
        available = dict(self._counts)
        matches = 0
        for item in self.a:
            left = available.get(item, 0)
            available[item] = left - 1
            matches += left > 0
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The best matches, best first."""
    if n <= 0:
        raise ValueError(f'n must be > 0: {n!r}')
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f'cutoff must be in [0.0, 1.0]: {cutoff!r}')
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    found = []
    for possibility in possibilities:
        matcher.set_seq1(possibility)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff:
            ratio = matcher.ratio()
            if ratio >= cutoff:
                found.append((ratio, possibility))
    return [possibility for _, possibility in sorted(found, reverse=True)[:n]]


def IS_LINE_JUNK(line, pat=None):
    return line.strip() in ('', '#')


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    return ch in ws


class Differ:
    """Lines of two texts, marked by where they stand, with hints at what differs within a line."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == 'replace':
                yield from self._replaced(a, alo, ahi, b, blo, bhi)
            elif tag == 'delete':
                yield from self._marked('-', a, alo, ahi)
            elif tag == 'insert':
                yield from self._marked('+', b, blo, bhi)
            else:
                yield from self._marked(' ', a, alo, ahi)

    def _marked(self, mark, lines, low, high):
        for line in lines[low:high]:
            yield f'{mark} {line}'

    def _plain(self, a, alo, ahi, b, blo, bhi):
        if bhi - blo < ahi - alo:
            yield from self._marked('+', b, blo, bhi)
            yield from self._marked('-', a, alo, ahi)
        else:
            yield from self._marked('-', a, alo, ahi)
            yield from self._marked('+', b, blo, bhi)

    def _replaced(self, a, alo, ahi, b, blo, bhi):
        """The most similar pair of lines, with what stands before and behind it treated alike."""
        best_ratio, cutoff = 0.74, 0.75
        best = None
        equal = None
        cruncher = SequenceMatcher(self.charjunk)
        for j in range(blo, bhi):
            cruncher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if equal is None:
                        equal = i, j
                    continue
                cruncher.set_seq1(a[i])
                if (
                    cruncher.real_quick_ratio() > best_ratio
                    and cruncher.quick_ratio() > best_ratio
                    and cruncher.ratio() > best_ratio
                ):
                    best_ratio, best = cruncher.ratio(), (i, j)
        if best_ratio < cutoff:
            if equal is None:
                yield from self._plain(a, alo, ahi, b, blo, bhi)
                return
            best, best_ratio = equal, 1.0
        else:
            equal = None
        i, j = best
        yield from self._between(a, alo, i, b, blo, j)
        if equal is None:
            yield from self._hints(cruncher, a[i], b[j])
        else:
            yield '  ' + a[i]
        yield from self._between(a, i + 1, ahi, b, j + 1, bhi)

    def _between(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi:
            if blo < bhi:
                yield from self._replaced(a, alo, ahi, b, blo, bhi)
            else:
                yield from self._marked('-', a, alo, ahi)
        elif blo < bhi:
            yield from self._marked('+', b, blo, bhi)

    def _hints(self, cruncher, left, right):
        left_tags = right_tags = ''
        cruncher.set_seqs(left, right)
        for tag, i1, i2, j1, j2 in cruncher.get_opcodes():
            i, j = i2 - i1, j2 - j1
            if tag == 'replace':
                left_tags, right_tags = left_tags + '^' * i, right_tags + '^' * j
            elif tag == 'delete':
                left_tags += '-' * i
            elif tag == 'insert':
                right_tags += '+' * j
            else:
                left_tags, right_tags = left_tags + ' ' * i, right_tags + ' ' * j
        for mark, line, tags in (('-', left, left_tags), ('+', right, right_tags)):
            yield f'{mark} {line}'
            # Tabs stay tabs, so that the hints stand below what they point at.
            kept = ''.join(
                c if tag == ' ' and c.isspace() else tag for c, tag in zip(line, tags)
            ).rstrip()
            if kept:
                yield f'? {kept}\n'


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """One of the two texts that a comparison was made of."""
    mark = {1: '- ', 2: '+ '}.get(int(which))
    if mark is None:
        raise ValueError(f'unknown delta choice (must be 1 or 2): {which!r}')
    for line in delta:
        if line[:2] in ('  ', mark):
            yield line[2:]


def _unified_range(start, stop):
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f'{start + 1 if length else start},{length}'


def _context_range(start, stop):
    length = stop - start
    beginning = start + 1 if length else start
    return str(beginning) if length <= 1 else f'{beginning},{beginning + length - 1}'


def _headline(mark, name, date, lineterm):
    return f'{mark} {name}{chr(9) + date if date else ""}{lineterm}'


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _headline('---', fromfile, fromfiledate, lineterm)
            yield _headline('+++', tofile, tofiledate, lineterm)
        first, last = group[0], group[-1]
        before, after = _unified_range(first[1], last[2]), _unified_range(first[3], last[4])
        yield f'@@ -{before} +{after} @@{lineterm}'
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                yield from (' ' + line for line in a[i1:i2])
                continue
            if tag in ('replace', 'delete'):
                yield from ('-' + line for line in a[i1:i2])
            if tag in ('replace', 'insert'):
                yield from ('+' + line for line in b[j1:j2])


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    marks = {'insert': '+ ', 'delete': '- ', 'replace': '! ', 'equal': '  '}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _headline('***', fromfile, fromfiledate, lineterm)
            yield _headline('---', tofile, tofiledate, lineterm)
        first, last = group[0], group[-1]
        yield '***************' + lineterm
        yield f'*** {_context_range(first[1], last[2])} ****{lineterm}'
        if any(tag in ('replace', 'delete') for tag, *_ in group):
            for tag, i1, i2, _, _ in group:
                if tag != 'insert':
                    yield from (marks[tag] + line for line in a[i1:i2])
        yield f'--- {_context_range(first[3], last[4])} ----{lineterm}'
        if any(tag in ('replace', 'insert') for tag, *_ in group):
            for tag, _, _, j1, j2 in group:
                if tag != 'delete':
                    yield from (marks[tag] + line for line in b[j1:j2])
