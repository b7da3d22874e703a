import socket
import struct
import threading


def recv_exact(sock, n):
    data = b''
    while len(data) < n:
        part = sock.recv(n - len(data))
        if not part:
            raise EOFError('connection closed')
        data += part
    return data


def send_msg(sock, payload):
    sock.sendall(struct.pack('!I', len(payload)) + payload)


def recv_msg(sock):
    (length,) = struct.unpack('!I', recv_exact(sock, 4))
    return recv_exact(sock, length)


a, b = socket.socketpair()


def peer():
    try:
        while True:
            send_msg(b, recv_msg(b)[::-1])
    except EOFError as e:
        print('peer:', e)


t = threading.Thread(target=peer)
t.start()
for m in (b'hello', b'x' * 100000, '한글'.encode()):
    send_msg(a, m)
    r = recv_msg(a)
    print(len(r), r[:5], r[::-1] == m)
a.close()
t.join()
b.close()
