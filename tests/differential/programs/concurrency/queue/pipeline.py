import queue
import threading

STOP = object()


def stage(source, target, function):
    while (item := source.get()) is not STOP:
        target.put(function(item))
    target.put(STOP)


queues = [queue.Queue(maxsize=3) for _ in range(4)]
functions = [lambda x: x + 1, lambda x: x * 10, str]
threads = [threading.Thread(target=stage, args=(queues[i], queues[i + 1], functions[i]))
           for i in range(3)]
feeder = threading.Thread(target=lambda: [queues[0].put(x) for x in [*range(12), STOP]])
for thread in (feeder, *threads):
    thread.start()
results = []
while (item := queues[-1].get()) is not STOP:
    results.append(item)
print(results)
for thread in (feeder, *threads):
    thread.join()
