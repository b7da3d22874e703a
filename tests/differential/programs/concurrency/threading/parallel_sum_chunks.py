import threading


def chunk_sum(data, start, end, results, index):
    results[index] = sum(data[start:end])


data = list(range(1, 10001))
n = 4
results = [0] * n
size = len(data) // n
threads = []
for i in range(n):
    end = len(data) if i == n - 1 else (i + 1) * size
    t = threading.Thread(target=chunk_sum, args=(data, i * size, end, results, i))
    threads.append(t)
    t.start()
for t in threads:
    t.join()
print(results, sum(results), sum(data))
