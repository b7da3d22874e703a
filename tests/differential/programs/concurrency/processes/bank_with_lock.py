import multiprocessing


def deposit(balance, lock):
    for _ in range(100):
        lock.acquire()
        balance.value += 1
        lock.release()


def withdraw(balance, lock):
    for _ in range(100):
        with lock:
            balance.value = balance.value - 1


if __name__ == '__main__':
    for _ in range(2):
        balance = multiprocessing.Value('i', 100)
        lock = multiprocessing.Lock()
        p1 = multiprocessing.Process(target=deposit, args=(balance, lock))
        p2 = multiprocessing.Process(target=withdraw, args=(balance, lock))
        p1.start()
        p2.start()
        p1.join()
        p2.join()
        print('Final balance = {}'.format(balance.value))
