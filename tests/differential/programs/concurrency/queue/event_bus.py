import queue
import threading


class EventBus:
    def __init__(self):
        self.handlers = {}
        self.events = queue.Queue()
        self.thread = threading.Thread(target=self._loop, name='event-loop')

    def on(self, name, handler):
        self.handlers.setdefault(name, []).append(handler)

    def emit(self, name, **data):
        self.events.put((name, data))

    def _loop(self):
        for name, data in iter(self.events.get, None):
            for handler in self.handlers.get(name, []):
                try:
                    handler(**data)
                except Exception as e:
                    print(f'handler for {name!r} failed: {e!r}')

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *exc):
        self.events.put(None)
        self.thread.join()


with EventBus() as bus:
    bus.on('login', lambda user: print('welcome', user))
    bus.on('login', lambda user: print('audit:', user))
    bus.on('logout', lambda user, reason='none': print('bye', user, reason))
    bus.on('crash', lambda: 1 / 0)
    bus.emit('login', user='ann')
    bus.emit('crash')
    bus.emit('logout', user='ann', reason='timeout')
    bus.emit('logout')
    bus.emit('unknown')
print(bus.thread.is_alive(), bus.thread.name)
