import threading


def multiply_row(a, b, c, i):
    for j in range(len(b[0])):
        c[i][j] = sum(a[i][k] * b[k][j] for k in range(len(b)))


a = [[i * 4 + j for j in range(4)] for i in range(5)]
b = [[(i + j) % 3 for j in range(3)] for i in range(4)]
c = [[0] * 3 for _ in range(5)]
threads = [threading.Thread(target=multiply_row, args=(a, b, c, i)) for i in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for row in c:
    print(' '.join(f'{x:4d}' for x in row))
