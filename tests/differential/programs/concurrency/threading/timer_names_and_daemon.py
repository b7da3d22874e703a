import threading

t = threading.Timer(0.01, lambda: print('fired in', threading.current_thread().name))
t.daemon = True
t.name = 'alarm'
print(t.is_alive(), t.daemon, t.name)
t.start()
t.join()
print(t.is_alive(), t.finished.is_set())
try:
    t.start()
except RuntimeError as e:
    print(e)
try:
    threading.Timer('x', print).start()
except TypeError as e:
    print(e)
