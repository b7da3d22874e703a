import threading

a, b = threading.Lock(), threading.Lock()
gate = threading.Barrier(2)
failures = []


def work(name, first, second):
    with first:
        gate.wait()
        if not second.acquire(timeout=0.02):
            failures.append(name)
            gate.wait()
            return
        second.release()


ts = [threading.Thread(target=work, args=('ab', a, b)), threading.Thread(target=work, args=('ba', b, a))]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(failures))
