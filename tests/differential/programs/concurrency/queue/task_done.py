import queue
import threading

numbers = queue.Queue()
done = []


def work():
    while True:
        item = numbers.get()
        done.append(item * item)
        numbers.task_done()


threading.Thread(target=work, daemon=True).start()
for n in range(10):
    numbers.put(n)
numbers.join()
print(done, numbers.unfinished_tasks)
try:
    numbers.task_done()
except ValueError as exc:
    print(exc)
numbers.join()
print('nothing to wait for')
