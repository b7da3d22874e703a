import threading


class Channel:
    def __init__(self):
        self._lock = threading.Lock()
        self._subscribers = []

    def subscribe(self, function):
        with self._lock:
            self._subscribers.append(function)

    def publish(self, event):
        with self._lock:
            subscribers = list(self._subscribers)
        for function in subscribers:
            function(event)


channel = Channel()
seen = {name: [] for name in 'ab'}
for name in seen:
    channel.subscribe(seen[name].append)
threads = [threading.Thread(target=channel.publish, args=(n,)) for n in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print({name: sorted(events) for name, events in seen.items()})
