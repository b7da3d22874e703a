import queue

q = queue.Queue()
q.put(1)
while True:
    print(q.get(timeout=0.01))
