# A program waits for its children at its end.
import multiprocessing
import time


def work():
    time.sleep(0.3)
    print('the child ends', flush=True)


if __name__ == '__main__':
    multiprocessing.Process(target=work).start()
    print('the parent ends', flush=True)
