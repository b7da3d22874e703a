import threading

seen = []


def child():
    seen.append(('child', threading.current_thread().daemon))


def parent():
    thread = threading.Thread(target=child)
    thread.start()
    thread.join()
    explicit = threading.Thread(target=child, daemon=False)
    explicit.start()
    explicit.join()


for daemon in (True, False):
    thread = threading.Thread(target=parent, daemon=daemon)
    thread.start()
    thread.join()
print(seen)
