# SPDX-License-Identifier: MIT
import heapq
graph = {'a': {'b': 1, 'c': 4}, 'b': {'c': 2, 'd': 5}, 'c': {'d': 1}, 'd': {}}
def shortest(start):
    best, todo = {start: 0}, [(0, start)]
    while todo:
        d, n = heapq.heappop(todo)
        if d > best[n]: continue
        for m, w in graph[n].items():
            if d + w < best.get(m, 1e9): best[m] = d + w; heapq.heappush(todo, (d + w, m))
    return best
print(shortest('a'))
