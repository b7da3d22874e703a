import threading

N = 3000
results = [0] * 3


def work(part):
    total = 0
    for n in range(part, N, 3):
        total += n
    results[part] = total


threads = [threading.Thread(target=work, args=(part,)) for part in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(results) == sum(range(N)), results)
