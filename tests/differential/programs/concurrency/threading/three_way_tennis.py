import threading


class Turnstile:
    def __init__(self, names):
        self.names = names
        self.turn = 0
        self.cond = threading.Condition()

    def play(self, me, rounds, out):
        for _ in range(rounds):
            with self.cond:
                while self.names[self.turn % len(self.names)] != me:
                    self.cond.wait()
                out.append(me)
                self.turn += 1
                self.cond.notify_all()


out = []
names = ['A', 'B', 'C']
t = Turnstile(names)
threads = [threading.Thread(target=t.play, args=(n, 4, out)) for n in names]
for th in reversed(threads):
    th.start()
for th in threads:
    th.join()
print(''.join(out))
