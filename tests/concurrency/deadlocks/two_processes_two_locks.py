# Two processes take two locks in opposite orders. Each has a MainThread: the names tell which.
# report: MainThread (process 1000) waits for multiprocessing lock #
# report: , held by MainThread (process 1001, Process-1)
# report: MainThread (process 1001, Process-1) waits for multiprocessing lock #
# report: , held by MainThread (process 1000)
# report: (process 1001, Process-1) -> MainThread (process 1000)
import multiprocessing


def work(first, second, both):
    with first:
        both.wait()
        with second:
            print('never')


if __name__ == '__main__':
    a, b = multiprocessing.Lock(), multiprocessing.Lock()
    both = multiprocessing.Barrier(2)
    child = multiprocessing.Process(target=work, args=(a, b, both))
    child.start()
    work(b, a, both)
    child.join()
