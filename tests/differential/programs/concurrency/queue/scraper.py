# A crawl over a graph: workers put what they find, and the queue's join() knows when all is done.
import queue
import threading

LINKS = {'a': 'bc', 'b': 'cd', 'c': 'a', 'd': 'e', 'e': ''}
pages = queue.Queue()
seen = set()
lock = threading.Lock()


def visit():
    while True:
        page = pages.get()
        for link in LINKS[page]:
            with lock:
                if link in seen:
                    continue
                seen.add(link)
            pages.put(link)
        pages.task_done()


seen.add('a')
pages.put('a')
for _ in range(3):
    threading.Thread(target=visit, daemon=True).start()
pages.join()
print(sorted(seen))
