# A child cannot end before its queue's feeder has written everything, and the pipe holds 65536 bytes:
# whoever joins before getting waits for a process that waits for him.
# prints: fits
# report: waits for pipe #
# report: QueueFeederThread
# report: line 20 of join_before_get.py
# report: MainThread (process 1000) waits for the end of Process-2
# report: (process 1002, Process-2) waits for the end of QueueFeederThread
import multiprocessing


def put(queue, size):
    queue.put(b'x' * size)


def run(size):
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=put, args=(queue, size))
    process.start()
    process.join()
    return queue.get()


if __name__ == '__main__':
    # 65514 bytes of payload are 65536 with the pickle's own and the length before it.
    run(65514)
    print('fits')
    run(65515)
