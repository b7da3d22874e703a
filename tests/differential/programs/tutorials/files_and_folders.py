# SPDX-License-Identifier: MIT
# options: --allow-write .
import os, sys, io, shutil, glob, json, contextlib, threading, hashlib, time, string
from pathlib import Path
from concurrent.futures import ThreadPoolExecutor
base = Path("work"); base.mkdir(exist_ok=True)
try: base.mkdir()
except FileExistsError as e: print(type(e).__name__, e.errno, e.filename)
for i in range(4): (base / f"file{i}.txt").write_text(f"line {i}\nsecond\n" * (i + 1))
(base / "sub" / "deep").mkdir(parents=True); (base / "sub" / "deep" / "x.log").write_bytes(b"\x00\x01binary\xff")
print(sorted(p.name for p in base.iterdir()), sorted(str(p) for p in base.rglob("*.log")), [p.as_posix() for p in sorted(base.glob("*.txt"))][:2])
def wc(p):
    with open(p) as f: lines = f.readlines()
    return p.name, len(lines), sum(len(l.split()) for l in lines), hashlib.sha1(p.read_bytes()).hexdigest()[:6]
with ThreadPoolExecutor(3) as ex:
    for row in ex.map(wc, sorted(base.glob("*.txt"))): print("{:<12}{:>4}{:>4} {}".format(*row))
lock = threading.Lock()
def append(n):
    with lock, open(base / "log.txt", "a", encoding="utf-8") as f: f.write(f"{n:02d} é\n")
ts = [threading.Thread(target=append, args=(n,)) for n in range(5)]; [t.start() for t in ts]; [t.join() for t in ts]
with open(base / "log.txt", encoding="utf-8") as f:
    print(sorted(line.strip() for line in f)); print(f.tell(), f.closed); f.seek(0); print(repr(f.read(4)), repr(f.readline()), f.readable(), f.writable(), f.name, f.mode, f.encoding)
print(f.closed)
try: f.read()
except ValueError as e: print(e)
with open(base / "bin.dat", "wb+") as f: print(f.write(b"0123456789"), f.seek(3), f.read(2), f.seek(-2, 2), f.read(), f.truncate(5), f.tell()); f.seek(0); buf = bytearray(3); print(f.readinto(buf), buf)
print((base / "bin.dat").stat().st_size, os.path.getsize(base / "bin.dat"), os.path.exists("nope"), os.path.isdir(base), os.path.splitext("a/b.tar.gz"), os.path.join("a", "/b", "c"), os.path.basename("/x/y.z"), os.path.dirname("/x/y.z"), os.path.normpath("a/./b/../c"), os.path.relpath("/a/b", "/a/c"), os.path.commonpath(["/a/b/c", "/a/b/d"]), os.path.split("/a/b"))
for root, dirs, files in os.walk(base):
    dirs.sort(); print(root, dirs, sorted(files))
for bad in (lambda: open("missing.txt"), lambda: open(base), lambda: open(base / "log.txt", "x"), lambda: open("f", "q"), lambda: open(base / "log.txt", "rb", encoding="utf-8"), lambda: os.remove("missing"), lambda: os.rmdir(base), lambda: (base / "bin.dat").read_text("ascii") if (base / "bin.dat").write_bytes(b"\xff") else 0, lambda: os.listdir("zz"), lambda: shutil.rmtree("zz"), lambda: int(open(base / "log.txt").read()), lambda: json.loads((base / "file0.txt").read_text())):
    try: bad()
    except (OSError, ValueError) as e: print(type(e).__name__, e)
shutil.copy(base / "file1.txt", base / "copy.txt"); os.rename(base / "copy.txt", base / "moved.txt"); shutil.move(str(base / "moved.txt"), str(base / "sub")); shutil.copytree(base / "sub", base / "sub2"); print(sorted(glob.glob("work/**/*.txt", recursive=True)))
with contextlib.redirect_stdout(io.StringIO()) as s: print("captured"); print("x", end="!")
print(repr(s.getvalue()))
s = io.StringIO("a\nb\nc"); print(s.readline(), list(s), s.read()); s = io.StringIO(); print("x", 1, sep="-", file=s); s.write("tail"); print(s.getvalue().splitlines(), s.tell())
b = io.BytesIO(b"abc"); print(b.read(1), b.getvalue(), b.getbuffer()[1], io.TextIOWrapper(b, "utf-8").read())
print("stderr", file=sys.stderr); print("a", "b", sep="", end="|\n", flush=True); sys.stdout.write("w\n"); print(*[1, 2], sep="\n"); print(end=""); print("é☃")
p = Path("work/sub/../file0.txt"); print(p.resolve().name, p.parent, p.parts, p.suffix, p.stem, p.with_suffix(".md"), p.exists(), p.is_file(), Path("a") / "b" / Path("c"), Path("/a/b").relative_to("/a"), Path("x.tar.gz").suffixes, Path("a/b").joinpath("c", "d"), Path.cwd() == Path().absolute(), Path("b") < Path("c"), {Path("a"): 1}[Path("a")], str(Path("a//b/./c")), Path("a/b/c").parents[1], Path("a.txt").with_name("b.txt"), repr(Path("q")), os.fspath(Path("z")))
(base / "file0.txt").unlink(); (base / "gone").unlink(missing_ok=True); (base / "t").touch(); print((base / "t").exists()); (base / "t").rename(base / "u"); (base / "u").replace(base / "v"); print(sorted(x.name for x in os.scandir(base) if x.is_file()))
import tempfile
with tempfile.TemporaryDirectory(dir="work") as d: Path(d, "f").write_text("x"); print(os.listdir(d))
print(os.path.exists(d))
with tempfile.NamedTemporaryFile("w+", dir="work", suffix=".t") as t: t.write("hi"); t.flush(); t.seek(0); print(t.read(), t.name.endswith(".t"))
shutil.rmtree(base); print(base.exists(), os.environ.get("NOPE", "dflt"), os.getenv("NOPE"), os.sep, os.linesep == "\n", os.name)
