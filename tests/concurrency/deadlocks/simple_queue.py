# report: MainThread waits for queue #
# report: line 6 of simple_queue.py
import queue

numbers = queue.SimpleQueue()
numbers.get()
