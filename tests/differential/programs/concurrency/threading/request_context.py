import threading
import time

_local = threading.local()


def set_user(user):
    _local.user = user


def current_user():
    return getattr(_local, 'user', 'anonymous')


def handle(user, results):
    set_user(user)
    time.sleep(0.002)
    results.append((user, current_user()))


results = []
threads = [threading.Thread(target=handle, args=(f'user{i}', results)) for i in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results), current_user())
