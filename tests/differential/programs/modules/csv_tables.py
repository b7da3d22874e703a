# SPDX-License-Identifier: MIT
import csv, io
out = io.StringIO(); w = csv.writer(out); w.writerow(['a', 1, None, 'x,y', 'say "hi"', 'two\nlines', '']); w.writerows([[1.5, True], ['']])
print(repr(out.getvalue())); out.seek(0)
for row in csv.reader(io.StringIO('a,"b,c","d ""e"""\n1, 2,\n\n"multi\nline",x\n')): print(row)
d = csv.DictReader(io.StringIO('name,age\nAnn,30\nBob\nCid,1,extra\n')); print(list(d), d.fieldnames)
out = io.StringIO(); dw = csv.DictWriter(out, ['x', 'y']); dw.writeheader(); dw.writerow({'x': 1}); print(repr(out.getvalue()))
print(list(csv.reader(['a;b'], delimiter=';')), list(csv.reader(["'q',z"], quotechar="'")))
dw.writerow({'z': 1})
