import queue
import threading

numbers = queue.Queue()
seen = {0: [], 1: []}


def put(who):
    for n in range(40):
        numbers.put((who, n))


threads = [threading.Thread(target=put, args=(who,)) for who in (0, 1)]
for thread in threads:
    thread.start()
for _ in range(80):
    who, n = numbers.get()
    seen[who].append(n)
for thread in threads:
    thread.join()
print(seen[0] == list(range(40)), seen[1] == list(range(40)), numbers.empty())
