import time
from multiprocessing import dummy


def work(queue, n):
    time.sleep(0.01 * n)
    queue.put(n)


queue = dummy.Queue()
processes = [dummy.Process(target=work, args=(queue, n)) for n in range(3)]
print([process.exitcode for process in processes])
for process in processes:
    process.start()
for process in processes:
    process.join()
print([queue.get() for _ in processes], [process.exitcode for process in processes])
with dummy.Pool(2) as pool:
    print(pool.map(lambda x: x ** 2, range(5)))
a, b = dummy.Pipe()
a.send([1])
print(b.poll(), b.recv(), b.poll())
value = dummy.Value('i', 3)
value.value += 1
print(value, value.value)
