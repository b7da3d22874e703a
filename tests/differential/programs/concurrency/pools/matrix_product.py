import multiprocessing

A = [[1, 2], [3, 4], [5, 6]]
B = [[1, 0, 2], [0, 1, 3]]


def row(i):
    return [sum(A[i][k] * B[k][j] for k in range(len(B))) for j in range(len(B[0]))]


if __name__ == '__main__':
    with multiprocessing.Pool(2) as pool:
        print(pool.map(row, range(len(A))))
