# SPDX-License-Identifier: MIT
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __add__(self, o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __eq__(self, o): return self.rows == o.rows
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __str__(self): return '\n'.join(' '.join(f'{v:4}' for v in r) for r in self.rows)
m = Matrix([[1, 2], [3, 4]])
print(m @ m); print(m + m.T); m[0, 1] = 9; print(m[0, 1], m == m, m.T == m)
