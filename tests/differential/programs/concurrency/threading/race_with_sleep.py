# lines: any order
import random
import threading
import time


class FakeDatabase:
    def __init__(self):
        self.value = 0
        self._lock = threading.Lock()

    def locked_update(self, name):
        print(f'Thread {name}: starting update')
        with self._lock:
            local_copy = self.value
            local_copy += 1
            time.sleep(0.01)
            self.value = local_copy
        print(f'Thread {name}: finishing update')

    def update(self, name):
        local_copy = self.value
        local_copy += 1
        time.sleep(0.05)
        self.value = local_copy


database = FakeDatabase()
print('Testing update. Starting value is', database.value)
threads = [threading.Thread(target=database.update, args=(i,)) for i in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('After the race the value is', database.value)
database.value = 0
threads = [threading.Thread(target=database.locked_update, args=(i,)) for i in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('With the lock it is', database.value)
