from multiprocessing import Pool


def dot(args):
    row, column = args
    return sum(a * b for a, b in zip(row, column))


if __name__ == '__main__':
    a = [[1, 2, 3], [4, 5, 6]]
    b = [[7, 8], [9, 10], [11, 12]]
    columns = list(zip(*b))
    with Pool(2) as p:
        flat = p.map(dot, [(r, c) for r in a for c in columns])
    print([flat[i:i + 2] for i in range(0, 4, 2)])
