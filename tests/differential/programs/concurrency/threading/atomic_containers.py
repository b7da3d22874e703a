# Single operations of lists and dicts are whole under the GIL.
import threading

items, table = [], {}


def work(base):
    for n in range(300):
        items.append(base + n)
        table[base + n] = n


threads = [threading.Thread(target=work, args=(base,)) for base in (0, 1000, 2000)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(items), len(set(items)), len(table), sum(table.values()))
