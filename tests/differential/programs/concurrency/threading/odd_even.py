import threading

condition = threading.Condition()
number = 0


def count(parity):
    global number
    while True:
        with condition:
            condition.wait_for(lambda: number % 2 == parity or number > 10)
            if number > 10:
                return
            print(number, threading.current_thread().name)
            number += 1
            condition.notify()


threads = [threading.Thread(target=count, args=(p,), name=n) for p, n in ((0, 'even'), (1, 'odd'))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
