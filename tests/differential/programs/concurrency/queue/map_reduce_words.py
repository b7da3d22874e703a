import collections
import queue
import threading

TEXTS = ['the quick brown fox', 'the lazy dog', 'the fox jumps over the dog']


def mapper(text, out):
    for word in text.split():
        out.put((word, 1))
    out.put(None)


def reducer(inbox, mappers, totals):
    running = mappers
    while running:
        pair = inbox.get()
        if pair is None:
            running -= 1
        else:
            totals[pair[0]] += pair[1]


totals = collections.Counter()
q = queue.Queue()
r = threading.Thread(target=reducer, args=(q, len(TEXTS), totals))
r.start()
ms = [threading.Thread(target=mapper, args=(t, q)) for t in TEXTS]
for m in ms:
    m.start()
for m in ms:
    m.join()
r.join()
for word, n in sorted(totals.items(), key=lambda kv: (-kv[1], kv[0])):
    print(f'{word:<6} {n}')
