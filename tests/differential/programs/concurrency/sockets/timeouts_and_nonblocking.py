import socket

a, b = socket.socketpair()
a.settimeout(0.01)
print(a.gettimeout(), b.gettimeout(), a.getblocking())
try:
    a.recv(1)
except socket.timeout as e:
    print(type(e).__name__, e)
a.setblocking(False)
try:
    a.recv(1)
except BlockingIOError as e:
    print(e)
b.sendall(b'xy')
print(a.recv(1), a.recv(5, socket.MSG_PEEK) if hasattr(socket, 'MSG_PEEK') else b'y', a.fileno() > 0)
print(socket.AF_INET, socket.SOCK_STREAM, socket.gethostbyname('localhost'))
with a, b:
    pass
try:
    a.fileno() == -1 and a.send(b'x')
except OSError as e:
    print(e)
