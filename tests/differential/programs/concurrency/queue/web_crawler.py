import queue
import threading

PAGES = {
    '/': ['/about', '/blog', '/shop'],
    '/about': ['/', '/team'],
    '/blog': ['/blog/1', '/blog/2', '/'],
    '/blog/1': ['/blog/2'],
    '/blog/2': ['/blog/1', '/missing'],
    '/shop': [],
    '/team': ['/about'],
}


class NotFound(Exception):
    pass


def fetch(url):
    if url not in PAGES:
        raise NotFound(url)
    return PAGES[url]


class Crawler:
    def __init__(self, workers):
        self.todo = queue.Queue()
        self.seen = set()
        self.errors = []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.work) for _ in range(workers)]

    def add(self, url):
        with self.lock:
            if url in self.seen:
                return
            self.seen.add(url)
        self.todo.put(url)

    def work(self):
        while (url := self.todo.get()) is not None:
            try:
                for link in fetch(url):
                    self.add(link)
            except NotFound as e:
                with self.lock:
                    self.errors.append(f'404 {e}')
            finally:
                self.todo.task_done()

    def run(self, start):
        self.add(start)
        for t in self.threads:
            t.start()
        self.todo.join()
        for _ in self.threads:
            self.todo.put(None)
        for t in self.threads:
            t.join()
        return sorted(self.seen)


c = Crawler(3)
print(c.run('/'))
print(c.errors)
