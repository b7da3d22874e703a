import multiprocessing
import threading


def add(results, n):
    results.append(n)


def work(queue, base):
    results = []
    threads = [threading.Thread(target=add, args=(results, base + n)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put((sorted(results), threading.current_thread().name, threading.active_count()))


if __name__ == '__main__':
    queue = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=work, args=(queue, base)) for base in (0, 10)]
    for process in processes:
        process.start()
    for row in sorted(queue.get() for _ in processes):
        print(row)
    for process in processes:
        process.join()
