# Somebody forgot task_done().
# prints: got 5
# report: line 9 of queue_join.py
import queue

numbers = queue.Queue()
numbers.put(5)
print('got', numbers.get())
numbers.join()
