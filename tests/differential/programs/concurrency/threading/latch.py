import threading


class CountDown:
    def __init__(self, count):
        self.count = count
        self.condition = threading.Condition()

    def down(self):
        with self.condition:
            self.count -= 1
            if self.count <= 0:
                self.condition.notify_all()

    def wait(self, timeout=None):
        with self.condition:
            return self.condition.wait_for(lambda: self.count <= 0, timeout)


latch = CountDown(3)
print(latch.wait(0.01))
done = []


def work(n):
    done.append(n)
    latch.down()


for n in range(3):
    threading.Thread(target=work, args=(n,)).start()
print(latch.wait(), sorted(done))
