# SPDX-License-Identifier: MIT
# options: --allow-write .
import io, os, threading, zipfile, sys
from concurrent.futures import ThreadPoolExecutor
from zipfile import ZipFile, ZIP_DEFLATED
class AsyncZip(threading.Thread):
    def __init__(self, infile, outfile):
        threading.Thread.__init__(self)
        self.infile, self.outfile = infile, outfile
    def run(self):
        f = zipfile.ZipFile(self.outfile, "w", zipfile.ZIP_DEFLATED)
        f.write(self.infile)
        f.close()
        print("Finished background zip of:", self.infile)
with open("mydata.txt", "w") as f: f.write("hello zip\n" * 200)
background = AsyncZip("mydata.txt", "myarchive.zip")
background.start()
background.join()
print("Main program waited until background was done.")
with ZipFile("myarchive.zip") as z:
    print(z.namelist(), z.getinfo("mydata.txt").file_size, z.getinfo("mydata.txt").compress_size, z.testzip(), z.read("mydata.txt")[:10], z)
print(z, zipfile.is_zipfile("myarchive.zip"), zipfile.is_zipfile("mydata.txt"), zipfile.is_zipfile("nope"))
buf = io.BytesIO()
lock = threading.Lock()
def add(z, i):
    data = f"file {i} " * (i + 1)
    with lock: z.writestr(f"dir/f{i}.txt", data, compress_type=ZIP_DEFLATED if i % 2 else None)
with ZipFile(buf, "w") as z:
    with ThreadPoolExecutor(1) as ex: list(ex.map(lambda i: add(z, i), range(4)))
    with z.open("streamed.bin", "w") as m: m.write(b"abc"); m.write(b"def")
    z.writestr("ünï.txt", "é")
    z.comment = b"a comment"
z = ZipFile(buf)
print(z.namelist(), z.comment, [i.compress_type for i in z.infolist()], [hex(i.CRC) for i in z.infolist()], z.read("ünï.txt").decode())
with z.open("dir/f1.txt") as m: print(m.read(6), m.readline())
z.extractall("out"); print(sorted(os.listdir("out")), sorted(os.listdir("out/dir")), open("out/dir/f2.txt").read())
z.close()
with ZipFile(buf, "a") as z: z.writestr("late.txt", "late"); z.writestr(zipfile.ZipInfo("info.txt", (2020, 1, 2, 3, 4, 6)), "x")
with ZipFile(buf) as z: print(len(z.namelist()), z.read("late.txt"), z.getinfo("info.txt").date_time, z.getinfo("info.txt"))
for bad in (lambda: ZipFile("mydata.txt"), lambda: ZipFile("missing.zip"), lambda: z.read("late.txt"), lambda: ZipFile(buf).read("no"), lambda: ZipFile(buf, "q"), lambda: ZipFile(buf).writestr("a", "b"), lambda: ZipFile(io.BytesIO(), "w", 99)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
