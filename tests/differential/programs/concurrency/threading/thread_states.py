import threading

started = threading.Event()
finish = threading.Event()


def work():
    started.set()
    finish.wait()


thread = threading.Thread(target=work, daemon=True)
print(thread.is_alive(), thread.ident, thread.native_id, thread.daemon)
thread.start()
started.wait()
print(thread.is_alive(), thread.ident is not None, isinstance(thread.native_id, int))
print(threading.active_count(), thread in threading.enumerate())
finish.set()
thread.join()
print(thread.is_alive(), threading.active_count(), thread in threading.enumerate())
print(repr(thread).split(',')[0], 'stopped daemon' in repr(thread))
print('initial' in repr(threading.Thread()), 'started' in repr(threading.main_thread()))
