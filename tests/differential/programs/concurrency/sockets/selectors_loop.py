import selectors
import socket

selector = selectors.DefaultSelector()
pairs = [socket.socketpair() for _ in range(3)]
for number, (ours, theirs) in enumerate(pairs):
    selector.register(ours, selectors.EVENT_READ, data=number)
print(selector.select(timeout=0.01))
for number in (2, 0):
    pairs[number][1].send(str(number).encode())
for key, events in sorted(selector.select(), key=lambda item: item[0].data):
    print(key.data, events == selectors.EVENT_READ, key.fileobj.recv(10))
selector.unregister(pairs[0][0])
try:
    selector.unregister(pairs[0][0])
except KeyError:
    print('not registered')
print(len(selector.get_map()))
selector.close()
for ours, theirs in pairs:
    ours.close()
    theirs.close()
