# What is no bytes-like object is refused before anything else that is wrong.
import socket


def refused(function, *args):
    try:
        print(function(*args))
    except (TypeError, OSError) as error:
        print(type(error).__name__, error)


stream = socket.socket()
for data in ('x', 1, None, [1], b'x'):
    refused(stream.send, data)
    refused(stream.sendall, data)
stream.close()

datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for data in ('x', None, b'x'):
    refused(datagrams.send, data)
refused(datagrams.sendto, 'x', ('127.0.0.1', 9))
datagrams.close()
refused(datagrams.sendto, b'x', ('127.0.0.1', 9))

left, right = socket.socketpair()
for data in ('x', 1, None, bytearray(b'q'), memoryview(b'qq')):
    refused(left.send, data)
print(right.recv(10))
