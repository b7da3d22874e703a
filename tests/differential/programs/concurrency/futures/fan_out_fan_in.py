from concurrent.futures import ThreadPoolExecutor
from functools import reduce


def count(chunk):
    return {c: chunk.count(c) for c in set(chunk)}


def merge(a, b):
    out = dict(a)
    for k, v in b.items():
        out[k] = out.get(k, 0) + v
    return out


text = 'mississippi river' * 3
chunks = [text[i:i + 10] for i in range(0, len(text), 10)]
with ThreadPoolExecutor() as pool:
    total = reduce(merge, pool.map(count, chunks), {})
print(sorted(total.items()))
