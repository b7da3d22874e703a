import threading

gate = threading.Event()
ready = threading.Barrier(4)


def work():
    ready.wait()
    gate.wait()


threads = [threading.Thread(target=work, name=f'w{n}', daemon=n == 0) for n in range(3)]
for thread in threads:
    thread.start()
ready.wait()
print(sorted(thread.name for thread in threading.enumerate()), threading.active_count())
print([thread.daemon for thread in threads], len({thread.ident for thread in threads}))
gate.set()
for thread in threads:
    thread.join()
print(threading.enumerate() == [threading.main_thread()])
