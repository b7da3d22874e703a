# prints: two fit
# report: line 9 of full_queue.py
import queue

numbers = queue.Queue(maxsize=2)
numbers.put(1)
numbers.put(2)
print('two fit')
numbers.put(3)
