import itertools
import threading

counter = itertools.count()
items, table, bag = [], {}, set()


def work(base):
    for i in range(200):
        items.append(base + i)
        table[base + i] = i
        bag.add(base + i)
        next(counter)


ts = [threading.Thread(target=work, args=(b,)) for b in (0, 1000, 2000)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(items), len(table), len(bag), next(counter))
