import threading

barrier = threading.Barrier(3)
chosen = []
indices = []
lock = threading.Lock()


def work():
    for _ in range(4):
        index = barrier.wait()
        with lock:
            indices.append(index)
        if index == 0:
            chosen.append('one')
        barrier.wait()


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(chosen), [sorted(indices[i:i + 3]) for i in range(0, 12, 3)])
