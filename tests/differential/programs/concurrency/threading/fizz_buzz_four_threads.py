import threading


class FizzBuzz:
    def __init__(self, n):
        self.n = n
        self.current = 1
        self.cond = threading.Condition()
        self.out = []

    def _loop(self, test, make):
        while True:
            with self.cond:
                self.cond.wait_for(lambda: self.current > self.n or test(self.current))
                if self.current > self.n:
                    return
                self.out.append(make(self.current))
                self.current += 1
                self.cond.notify_all()

    def fizz(self):
        self._loop(lambda i: i % 3 == 0 and i % 5, lambda i: 'fizz')

    def buzz(self):
        self._loop(lambda i: i % 5 == 0 and i % 3, lambda i: 'buzz')

    def fizzbuzz(self):
        self._loop(lambda i: i % 15 == 0, lambda i: 'fizzbuzz')

    def number(self):
        self._loop(lambda i: i % 3 and i % 5, str)


fb = FizzBuzz(15)
threads = [threading.Thread(target=f) for f in (fb.fizz, fb.buzz, fb.fizzbuzz, fb.number)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(' '.join(fb.out))
