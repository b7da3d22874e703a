import threading

ping, pong = threading.Semaphore(1), threading.Semaphore(0)


def player(name, mine, other):
    for i in range(4):
        mine.acquire()
        print(name, i)
        other.release()


a = threading.Thread(target=player, args=('ping', ping, pong))
b = threading.Thread(target=player, args=('pong', pong, ping))
a.start()
b.start()
a.join()
b.join()
