# One thread puts, the other gets.
import sys
from queue import Queue
from threading import Thread


def put(queue, count):
    for i in range(count):
        queue.put(i)


def main(count):
    queue = Queue()
    thread = Thread(target=put, args=(queue, count))
    thread.start()
    total = 0
    for _ in range(count):
        total += queue.get()
    thread.join()
    print(total)


main(int(sys.argv[1]))
