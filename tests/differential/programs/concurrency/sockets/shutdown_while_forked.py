# shutdown() ends a stream for everybody, close() only once nobody has the socket any more.
import multiprocessing
import socket


def hold(sock, release):
    release.wait()
    try:
        sock.sendall(b'late')
    except OSError as exc:
        print('child:', type(exc).__name__, exc)


def connected(kind):
    if kind == 'pair':
        return socket.socketpair()
    with socket.create_server(('127.0.0.1', 0)) as server:
        client = socket.create_connection(server.getsockname())
        return client, server.accept()[0]


def attempt(function, *args):
    try:
        return function(*args)
    except OSError as exc:
        return '%s %s' % (type(exc).__name__, exc)


def held_by_child(kind):
    near, far = connected(kind)
    release = multiprocessing.Event()
    child = multiprocessing.Process(target=hold, args=(near, release))
    child.start()
    near.sendall(b'data')
    near.shutdown(socket.SHUT_WR)
    far.settimeout(5)
    print(kind, far.recv(100), far.recv(100))
    print(attempt(near.send, b'more'), attempt(near.shutdown, socket.SHUT_WR))
    release.set()
    child.join()
    far.sendall(b'answer')
    near.shutdown(socket.SHUT_RD)
    print(near.recv(100), near.recv(100))
    near.close()
    far.close()


def done_by_child(sock):
    sock.sendall(b'last')
    sock.shutdown(socket.SHUT_RDWR)


def ended_by_child(kind):
    near, far = connected(kind)
    child = multiprocessing.Process(target=done_by_child, args=(near,))
    child.start()
    child.join()
    far.settimeout(5)
    print(kind, far.recv(100), far.recv(100), near.recv(100), attempt(near.send, b'more'))
    near.close()
    far.close()


if __name__ == '__main__':
    multiprocessing.set_start_method('fork')
    for kind in ('pair', 'tcp'):
        held_by_child(kind)
        ended_by_child(kind)
    near, far = socket.socketpair()
    near.shutdown(socket.SHUT_RD)
    print(attempt(far.send, b'nobody reads'), far.close())
