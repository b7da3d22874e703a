from multiprocessing import Process, Queue
from threading import Thread


def count(results):
    total = 0
    for i in range(3000):
        total += i
    results.put(total)


def work(results):
    thread = Thread(target=count, args=(results,))
    thread.start()
    count(results)
    thread.join()


if __name__ == "__main__":
    results = Queue()
    processes = [Process(target=work, args=(results,)) for _ in range(2)]
    for process in processes:
        process.start()
    total = sum(results.get() for _ in range(4))
    for process in processes:
        process.join()
    print(total)
