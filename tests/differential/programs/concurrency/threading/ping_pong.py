import threading

ping, pong = threading.Semaphore(1), threading.Semaphore(0)
log = []


def say(word, mine, other):
    for _ in range(5):
        mine.acquire()
        log.append(word)
        other.release()


threads = [threading.Thread(target=say, args=('ping', ping, pong)),
           threading.Thread(target=say, args=('pong', pong, ping))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(log == ['ping', 'pong'] * 5)
