# What a process has put and its feeder has not written is lost when the process is terminated.
import multiprocessing
import queue
import time


def work(numbers, ready):
    numbers.cancel_join_thread()
    ready.set()
    time.sleep(1000)
    numbers.put('never')


if __name__ == '__main__':
    numbers, ready = multiprocessing.Queue(), multiprocessing.Event()
    process = multiprocessing.Process(target=work, args=(numbers, ready))
    process.start()
    ready.wait()
    process.terminate()
    process.join()
    print(process.exitcode)
    try:
        numbers.get(timeout=0.2)
    except queue.Empty:
        print('lost')
