import threading

THINKING, HUNGRY, EATING = range(3)


class Table:
    def __init__(self, n):
        self.n = n
        self.state = [THINKING] * n
        self.lock = threading.Lock()
        self.conditions = [threading.Condition(self.lock) for _ in range(n)]

    def _test(self, i):
        left, right = (i - 1) % self.n, (i + 1) % self.n
        if self.state[i] == HUNGRY and self.state[left] != EATING and self.state[right] != EATING:
            self.state[i] = EATING
            self.conditions[i].notify()

    def pick_up(self, i):
        with self.lock:
            self.state[i] = HUNGRY
            self._test(i)
            while self.state[i] != EATING:
                self.conditions[i].wait()
            assert self.state[(i + 1) % self.n] != EATING

    def put_down(self, i):
        with self.lock:
            self.state[i] = THINKING
            self._test((i - 1) % self.n)
            self._test((i + 1) % self.n)


table = Table(5)
count = [0] * 5


def philosopher(i):
    for _ in range(10):
        table.pick_up(i)
        count[i] += 1
        table.put_down(i)


threads = [threading.Thread(target=philosopher, args=(i,)) for i in range(5)]
[t.start() for t in threads]
[t.join() for t in threads]
print(count, table.state)
