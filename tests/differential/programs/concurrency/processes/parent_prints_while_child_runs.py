from multiprocessing import Process
import time


def child():
    print('child starts')
    time.sleep(0.05)
    print('child ends')


if __name__ == '__main__':
    p = Process(target=child)
    p.start()
    print('parent goes on')
    p.join()
    print('parent has joined')
