# The product of two matrices of floats, as lists of lists.
import sys


def matrix(n, seed):
    return [[(i * seed + j) % 17 / 4.0 for j in range(n)] for i in range(n)]


def multiply(a, b):
    n = len(a)
    product = []
    for i in range(n):
        row = a[i]
        line = []
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k][j]
            line.append(total)
        product.append(line)
    return product


def main(n):
    product = multiply(matrix(n, 3), matrix(n, 5))
    trace = 0.0
    for i in range(n):
        trace += product[i][i]
    print(trace, product[0][n - 1], product[n - 1][0])


main(int(sys.argv[1]))
