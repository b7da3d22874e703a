import queue

undo = queue.LifoQueue(maxsize=3)
for action in ['type', 'bold', 'delete']:
    undo.put(action)
print(undo.full(), undo.queue)
while not undo.empty():
    print('undo', undo.get())
print(undo.queue, queue.Queue().queue, queue.PriorityQueue().queue)
