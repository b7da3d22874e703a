import queue
import threading

numbers = queue.Queue(4)
stop = object()
out = []


def produce(start):
    for n in range(start, start + 5):
        numbers.put(n)


def consume():
    while (n := numbers.get()) is not stop:
        out.append(n)


producers = [threading.Thread(target=produce, args=(start,)) for start in (0, 10, 20)]
consumer = threading.Thread(target=consume)
consumer.start()
for producer in producers:
    producer.start()
for producer in producers:
    producer.join()
numbers.put(stop)
consumer.join()
print(sorted(out), [n for n in out if n < 10])
