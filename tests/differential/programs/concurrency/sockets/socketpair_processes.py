import multiprocessing
import socket


def child(sock):
    data = sock.recv(100)
    sock.sendall(data[::-1])
    sock.close()


if __name__ == '__main__':
    a, b = socket.socketpair()
    p = multiprocessing.Process(target=child, args=(b,))
    p.start()
    b.close()
    a.sendall(b'abc')
    print(a.recv(100), a.recv(100))
    p.join()
    a.close()
