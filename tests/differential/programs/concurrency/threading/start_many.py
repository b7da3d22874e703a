import threading

N = 60
lock = threading.Lock()
done = []


def work(n):
    with lock:
        done.append(n)


threads = [threading.Thread(target=work, args=(n,)) for n in range(N)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(done), sorted(done) == list(range(N)), threading.active_count())
