import threading


class Philosopher(threading.Thread):
    waiter = threading.Semaphore(4)
    meals = 0
    meals_lock = threading.Lock()

    def __init__(self, name, left, right):
        super().__init__(name=name)
        self.left = left
        self.right = right
        self.eaten = 0

    def run(self):
        for _ in range(5):
            with self.waiter, self.left, self.right:
                self.eaten += 1
                with self.meals_lock:
                    Philosopher.meals += 1


forks = [threading.Lock() for _ in range(5)]
names = ['Aristotle', 'Kant', 'Spinoza', 'Marx', 'Russell']
philosophers = [Philosopher(n, forks[i % 5], forks[(i + 1) % 5]) for i, n in enumerate(names)]
for p in philosophers:
    p.start()
for p in philosophers:
    p.join()
for p in philosophers:
    print(f'{p.name:>10} ate {p.eaten} times')
print(Philosopher.meals)
