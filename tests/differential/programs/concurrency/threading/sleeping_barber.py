import threading

CHAIRS = 2
mutex = threading.Lock()
customers = threading.Semaphore(0)
barber = threading.Semaphore(0)
waiting = served = turned_away = 0
closed = False


def cut():
    global waiting, served
    while True:
        customers.acquire()
        with mutex:
            if closed and waiting == 0:
                return
            waiting -= 1
            served += 1
        barber.release()


def visit():
    global waiting, turned_away
    with mutex:
        if waiting == CHAIRS:
            turned_away += 1
            return
        waiting += 1
        customers.release()
    barber.acquire()


worker = threading.Thread(target=cut)
worker.start()
threads = [threading.Thread(target=visit) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with mutex:
    closed = True
customers.release()
worker.join()
print(served + turned_away, waiting, served >= CHAIRS)
