# SPDX-License-Identifier: MIT
def read(lines):
    for line in lines:
        yield line.strip()
def parse(rows):
    for row in rows:
        if row:
            yield row.split(',')
def total(fields):
    return sum(int(f[1]) for f in fields)
print(total(parse(read(['a,1\n', '\n', 'b,2\n']))))
