import threading


class Singleton:
    _instance = None
    _lock = threading.Lock()
    created = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = super().__new__(cls)
                    cls.created += 1
        return cls._instance


instances = []


def make():
    instances.append(Singleton())


threads = [threading.Thread(target=make) for _ in range(10)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(instances), len(set(map(id, instances))), Singleton.created)
