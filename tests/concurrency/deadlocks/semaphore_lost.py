# A worker that is killed while it holds a shared lock takes it along.
# prints: the worker has it
# report: waits for multiprocessing lock #
# report: line 22 of semaphore_lost.py
import multiprocessing
import time


def work(lock, ready):
    lock.acquire()
    ready.set()
    time.sleep(3600)


if __name__ == '__main__':
    lock, ready = multiprocessing.Lock(), multiprocessing.Event()
    process = multiprocessing.Process(target=work, args=(lock, ready))
    process.start()
    ready.wait()
    print('the worker has it')
    process.terminate()
    lock.acquire()
