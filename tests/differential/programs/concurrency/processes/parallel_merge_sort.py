from multiprocessing import Pipe, Process


def merge(a, b):
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def sort(data, conn, depth):
    if depth == 0 or len(data) < 2:
        conn.send(sorted(data))
        conn.close()
        return
    mid = len(data) // 2
    ends = []
    for part in (data[:mid], data[mid:]):
        here, there = Pipe()
        p = Process(target=sort, args=(part, there, depth - 1))
        p.start()
        ends.append((here, p))
    halves = [here.recv() for here, _ in ends]
    for _, p in ends:
        p.join()
    conn.send(merge(*halves))
    conn.close()


if __name__ == '__main__':
    data = [(i * 7919) % 101 for i in range(40)]
    here, there = Pipe()
    p = Process(target=sort, args=(data, there, 2))
    p.start()
    out = here.recv()
    p.join()
    print(out == sorted(data), out[:10])
