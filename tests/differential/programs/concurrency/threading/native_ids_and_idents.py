import threading

ids = []
both = threading.Barrier(2)


def work():
    ids.append((threading.get_ident(), threading.get_native_id()))
    both.wait()


ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(set(i for i, _ in ids)), len(set(n for _, n in ids)))
print(sorted(t.ident for t in ts) == sorted(i for i, _ in ids), sorted(t.native_id for t in ts) == sorted(n for _, n in ids))
print(isinstance(threading.get_ident(), int), threading.get_ident() == threading.current_thread().ident)
print(threading.TIMEOUT_MAX)
