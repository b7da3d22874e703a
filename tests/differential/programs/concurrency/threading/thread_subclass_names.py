import threading


class Worker(threading.Thread):
    def __init__(self, number):
        super().__init__()
        self.number = number
        self.result = None

    def run(self):
        self.result = self.number ** 2


workers = [Worker(i) for i in range(4)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print([(w.name, w.result) for w in workers])
print(str(workers[0]).split(', stopped')[0])


class Named(threading.Thread):
    pass


print(Named().name, Named(name='own').name, threading.Thread(target=len).name)
print(threading.Thread(target=lambda: 0).name, threading.Thread(target='abc'.upper).name)


class Callable:
    def __call__(self):
        pass


print(threading.Thread(target=Callable()).name)
