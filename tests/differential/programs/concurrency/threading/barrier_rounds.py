import threading

parties = 4
rounds = 3
log = []
lock = threading.Lock()
barrier = threading.Barrier(parties, action=lambda: log.append('all here'))


def walk(number):
    for step in range(rounds):
        with lock:
            log.append(step)
        barrier.wait()


threads = [threading.Thread(target=walk, args=(i,)) for i in range(parties)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for step in range(rounds):
    print(log[step * (parties + 1):(step + 1) * (parties + 1)])
print(barrier.parties, barrier.n_waiting, barrier.broken)
