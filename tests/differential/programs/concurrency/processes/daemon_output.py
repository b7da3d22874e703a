import multiprocessing
import sys
import time


def daemon():
    print('Starting:', multiprocessing.current_process().name)
    sys.stdout.flush()
    time.sleep(20)
    print('Exiting :', multiprocessing.current_process().name)


def non_daemon():
    print('Starting:', multiprocessing.current_process().name)
    print('Exiting :', multiprocessing.current_process().name)


if __name__ == '__main__':
    d = multiprocessing.Process(name='daemon', target=daemon)
    d.daemon = True
    n = multiprocessing.Process(name='non-daemon', target=non_daemon)
    n.daemon = False
    d.start()
    time.sleep(0.05)
    n.start()
    n.join()
    d.join(0.02)
    print('d.is_alive()', d.is_alive())
