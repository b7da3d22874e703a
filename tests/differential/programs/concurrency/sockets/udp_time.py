import socket
import threading

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(('127.0.0.1', 0))


def serve():
    while True:
        data, addr = server.recvfrom(512)
        if data == b'stop':
            return
        server.sendto(data.upper(), addr)


t = threading.Thread(target=serve)
t.start()
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.settimeout(2)
for word in (b'one', b'two'):
    client.sendto(word, server.getsockname())
    print(client.recvfrom(512)[0])
client.sendto(b'stop', server.getsockname())
t.join()
client.settimeout(0.01)
try:
    client.recvfrom(10)
except TimeoutError as e:
    print(repr(e), socket.timeout is TimeoutError)
client.setblocking(False)
try:
    client.recv(10)
except BlockingIOError as e:
    print(e)
client.close()
server.close()
