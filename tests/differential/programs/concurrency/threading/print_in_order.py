from threading import Barrier, Condition, Event, Lock, Semaphore, Thread


class Foo:
    def __init__(self):
        self.locks = (Lock(), Lock())
        self.locks[0].acquire()
        self.locks[1].acquire()

    def first(self, printFirst):
        printFirst()
        self.locks[0].release()

    def second(self, printSecond):
        with self.locks[0]:
            printSecond()
            self.locks[1].release()

    def third(self, printThird):
        with self.locks[1]:
            printThird()


foo = Foo()
out = []
threads = [Thread(target=foo.third, args=(lambda: out.append('third'),)),
           Thread(target=foo.second, args=(lambda: out.append('second'),)),
           Thread(target=foo.first, args=(lambda: out.append('first'),))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(out)
