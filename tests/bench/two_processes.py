# The documents' loop, shared out between two processes.
import sys
from multiprocessing import Process, Queue


def work(start, end, result):
    total = 0
    for i in range(start, end):
        total += i
    result.put(total)


if __name__ == "__main__":
    count = int(sys.argv[1])
    result = Queue()
    halves = [(0, count // 2), (count // 2, count)]
    processes = [Process(target=work, args=(*half, result)) for half in halves]
    for process in processes:
        process.start()
    total = sum(result.get() for _ in processes)
    for process in processes:
        process.join()
    print(total)
