import threading


class CountDownLatch:
    def __init__(self, count=1):
        self.count = count
        self.lock = threading.Condition()

    def count_down(self):
        with self.lock:
            self.count -= 1
            if self.count <= 0:
                self.lock.notify_all()

    def await_(self, timeout=None):
        with self.lock:
            return self.lock.wait_for(lambda: self.count <= 0, timeout)


latch = CountDownLatch(3)
print(latch.await_(0.01))
done = []


def work(n):
    done.append(n)
    latch.count_down()


for i in range(3):
    threading.Thread(target=work, args=(i,)).start()
print(latch.await_(), sorted(done))
