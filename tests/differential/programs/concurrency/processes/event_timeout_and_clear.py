import multiprocessing
import time


def toggler(e, done):
    e.set()
    done.wait()
    e.clear()


if __name__ == '__main__':
    e, done = multiprocessing.Event(), multiprocessing.Event()
    print(e.wait(0.01), e.is_set())
    p = multiprocessing.Process(target=toggler, args=(e, done))
    p.start()
    print(e.wait(5), e.is_set())
    done.set()
    p.join()
    print(e.is_set())
