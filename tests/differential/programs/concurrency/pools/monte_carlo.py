# Each worker counts with a generator of its own; the sum is the same however the work is split.
import multiprocessing


def count(seed):
    state, inside = seed, 0
    for _ in range(300):
        state = (state * 1103515245 + 12345) % 2 ** 31
        x = state / 2 ** 31
        state = (state * 1103515245 + 12345) % 2 ** 31
        y = state / 2 ** 31
        inside += x * x + y * y <= 1
    return inside


if __name__ == '__main__':
    totals = set()
    for workers in (1, 2, 4):
        with multiprocessing.Pool(workers) as pool:
            totals.add(sum(pool.map(count, range(8))))
    print(totals == {sum(map(count, range(8)))}, len(totals))
