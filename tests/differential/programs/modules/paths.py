# SPDX-License-Identifier: MIT
# options: --allow-write .
from pathlib import Path, PurePosixPath
import fnmatch
p = Path('data') / 'sub' / 'file.tar.gz'
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.is_absolute(), p.with_suffix('.txt'), p.with_name('x'), list(p.parents))
print(Path('/a/b') / '/c', Path('a', 'b', '..'), Path('.'), Path('a//b/./c'), PurePosixPath('a') < PurePosixPath('b'), Path('a') == Path('a'), Path('/a/b').relative_to('/a'), p.match('*.gz'))
d = Path('out'); d.mkdir(); f = d / 'x.txt'; print(f.write_text('hello\n'), f.read_text(), f.exists(), f.is_file(), d.is_dir(), [q.name for q in d.iterdir()], (d / 'no').exists())
with f.open() as h: print(h.read().strip())
print([str(q) for q in d.glob('*.txt')], fnmatch.fnmatch('a.py', '*.py'), fnmatch.filter(['a', 'b1'], '?[0-9]')); f.unlink(); d.rmdir(); print(d.exists())
try: Path('nope.txt').read_text()
except FileNotFoundError as e: print(e)
Path('a').relative_to('b')
