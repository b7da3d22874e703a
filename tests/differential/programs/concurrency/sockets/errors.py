import socket


def attempt(function, *args):
    try:
        print('returned', function(*args))
    except (OSError, OverflowError, TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)


sock = socket.socket()
attempt(sock.recv, 10)
attempt(sock.send, b'x')
attempt(sock.getpeername)
attempt(sock.getsockname)
attempt(sock.bind, ('127.0.0.1', 70000))
attempt(sock.bind, 'nowhere')
attempt(sock.recv, -1)
attempt(sock.settimeout, -1)
other = socket.socket()
other.bind(('127.0.0.1', 0))
attempt(sock.bind, other.getsockname())
attempt(sock.connect, other.getsockname())
print(sock.connect_ex(other.getsockname()))
sock.close()
attempt(sock.recv, 10)
sock.close()
print(sock.fileno(), socket.gethostbyname('localhost'), socket.inet_aton('127.0.0.1'),
      socket.htons(1), socket.inet_ntoa(b'\x7f\0\0\1'))
print(socket.timeout is TimeoutError, socket.error is OSError)
a, b = socket.socketpair()
b.close()
attempt(a.recv, 1)
attempt(a.send, b'x')
a.close()
other.close()
