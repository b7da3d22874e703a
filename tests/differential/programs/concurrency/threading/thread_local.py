import threading

data = threading.local()
data.value = 'main'
seen = []


def work(n):
    seen.append(hasattr(data, 'value'))
    data.value = n
    data.other = n * 2
    seen.append((data.value, data.other, sorted(data.__dict__)))


for n in range(3):
    thread = threading.Thread(target=work, args=(n,))
    thread.start()
    thread.join()
print(seen)
print(data.value, hasattr(data, 'other'))
del data.value
try:
    data.value
except AttributeError as exc:
    print(exc)


class Mine(threading.local):
    made = 0
    shared = 'class'

    def __init__(self, start):
        Mine.made += 1
        self.count = start

    def add(self):
        self.count += 1
        return self.count


mine = Mine(10)
print(mine.add(), mine.shared)


def count():
    seen.append((mine.add(), mine.add()))


thread = threading.Thread(target=count)
thread.start()
thread.join()
print(seen[-1], mine.add(), Mine.made)
