import threading


def merge(left, right):
    result = []
    while left and right:
        result.append((left if left[0] <= right[0] else right).pop(0))
    return result + left + right


def sort(items, depth=0):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    if depth >= 2:
        return merge(sort(items[:middle], depth), sort(items[middle:], depth))
    halves = [None, None]

    def work(index, part):
        halves[index] = sort(part, depth + 1)

    threads = [threading.Thread(target=work, args=(i, part))
               for i, part in enumerate((items[:middle], items[middle:]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return merge(*halves)


state, items = 7, []
for _ in range(60):
    state = (state * 1103515245 + 12345) % 2 ** 31
    items.append(state % 1000)
print(sort(items) == sorted(items), sort([]), sort([3, 1, 2]))
