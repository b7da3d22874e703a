import select
import socket

a, b = socket.socketpair()
a.sendall(b'0123456789')
print(b.recv(4), b.recv(2, socket.MSG_PEEK), b.recv(100))
b.settimeout(0.05)
try:
    b.recv(1)
except TimeoutError as exc:
    print(exc, b.gettimeout())
b.setblocking(False)
try:
    b.recv(1)
except BlockingIOError as exc:
    print(exc, b.getblocking())
print(select.select([b], [], [], 0) == ([], [], []), select.select([b], [b], [], 0) == ([], [b], []))
a.send(b'x')
print(select.select([a, b], [], []) == ([b], [], []))
print(b.recv(10))
a.shutdown(socket.SHUT_WR)
b.setblocking(True)
print(b.recv(10))
b.sendall(b'still open')
print(a.recv(100))
b.close()
print(a.recv(10), b.fileno())
try:
    b.send(b'x')
except OSError as exc:
    print(exc)
a.close()
