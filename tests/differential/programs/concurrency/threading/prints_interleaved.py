# lines: any order
import threading
import time


def count(name, n):
    for i in range(n):
        print(f'{name}: {i}')
        time.sleep(0.001)


threads = [threading.Thread(target=count, args=(f'thread {i}', 3)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all done')
