import threading

ready = threading.Event()


def idle():
    ready.wait()


threads = [threading.Thread(target=idle, name=f'idle-{i}') for i in range(3)]
for t in threads:
    t.start()
print(threading.active_count(), sorted(t.name for t in threading.enumerate()))
ready.set()
for t in threads:
    t.join()
print(threading.active_count(), [t.name for t in threading.enumerate()])
print(threading.current_thread() is threading.main_thread(), threading.main_thread().name)
print(threading.main_thread().ident == threading.get_ident(), threads[0].ident is not None, threads[0].native_id is not None)
print(threading.Thread().ident, threading.Thread().native_id)
