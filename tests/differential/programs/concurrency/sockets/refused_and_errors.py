import socket

s = socket.socket()
s.bind(('127.0.0.1', 0))
port = s.getsockname()[1]
s.close()
try:
    socket.create_connection(('127.0.0.1', port), timeout=1)
except ConnectionRefusedError as e:
    print(e)
a, b = socket.socketpair()
a.sendall(b'data')
a.close()
print(b.recv(10), b.recv(10))
try:
    b.send(b'x')
except BrokenPipeError as e:
    print(e)
try:
    a.recv(1)
except OSError as e:
    print(e)
b.close()
print(a, b)
server = socket.create_server(('127.0.0.1', 0))
try:
    socket.create_server(server.getsockname())
except OSError as e:
    print(type(e).__name__, str(e).split(' (')[0])
server.settimeout(0.01)
try:
    server.accept()
except TimeoutError as e:
    print(repr(e))
server.close()
for args in ((5,), ('a', 1), (('127.0.0.1',),)):
    try:
        socket.socket().connect(*args)
    except Exception as e:
        print(type(e).__name__, e)
