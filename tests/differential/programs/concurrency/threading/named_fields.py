import sched
import selectors
import socket
import time

scheduler = sched.scheduler(time.time, time.sleep)
event = scheduler.enterabs(5, 1, print, ('first',), {'end': '!\n'})
print(event._fields, event.priority, event.argument, event.kwargs)
print(event < scheduler.enterabs(6, 0, print), event._replace(priority=3).priority)
scheduler.run()

selector = selectors.DefaultSelector()
one, other = socket.socketpair()
with one, other:
    key = selector.register(one, selectors.EVENT_READ, data='reads')
    print(key._fields, key.events, key.data, key._replace(data=None).data, key == selector.get_key(one))
    other.send(b'x')
    ((ready, mask),) = selector.select()
    print(ready is key or ready == key, mask)
selector.close()
