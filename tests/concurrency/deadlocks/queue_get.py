# prints: 1
# report: Thread-1 (work) waits for a notification of a condition
# report: line 12 of queue_get.py in work
import queue
import threading

numbers = queue.Queue()


def work():
    while True:
        print(numbers.get())


numbers.put(1)
thread = threading.Thread(target=work)
thread.start()
thread.join()
