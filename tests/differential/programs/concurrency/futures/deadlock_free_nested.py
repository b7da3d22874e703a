from concurrent.futures import ThreadPoolExecutor


def quicksort(pool, items, depth):
    if len(items) <= 1:
        return items
    pivot, *rest = items
    low = [x for x in rest if x < pivot]
    high = [x for x in rest if x >= pivot]
    if depth:
        left = pool.submit(quicksort, pool, low, depth - 1)
        right = quicksort(pool, high, 0)
        return left.result() + [pivot] + right
    return quicksort(pool, low, 0) + [pivot] + quicksort(pool, high, 0)


with ThreadPoolExecutor(4) as pool:
    print(quicksort(pool, [5, 3, 8, 1, 9, 2, 7, 7, 0], 2))
