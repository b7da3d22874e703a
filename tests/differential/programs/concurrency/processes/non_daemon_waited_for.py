import multiprocessing
import time


def slow():
    time.sleep(0.05)
    print('child done', flush=True)


if __name__ == '__main__':
    multiprocessing.Process(target=slow).start()
    print('main done', flush=True)
