# poll() tells when a stream has ended both ways, whether it was asked to or not.
import multiprocessing
import select
import socket
import threading

MASKS = (select.POLLIN, select.POLLOUT, select.POLLIN | select.POLLOUT, 0)


def show(label, *things):
    for thing in things:
        seen = []
        for mask in MASKS:
            poller = select.poll()
            poller.register(thing, mask)
            seen.append([event for _, event in poller.poll(0)])
        print(label, *seen)


def connected(kind):
    if kind == 'pair':
        return socket.socketpair()
    with socket.create_server(('127.0.0.1', 0)) as server:
        show('listening', server)
        client = socket.create_connection(server.getsockname())
        return client, server.accept()[0]


def sockets(kind):
    near, far = connected(kind)
    show(kind, near, far)
    near.sendall(b'x')
    near.close()
    show(kind + ' closed with data', far)
    far.recv(1)
    show(kind + ' closed', far)
    far.shutdown(socket.SHUT_WR)
    show(kind + ' closed, shut down', far)
    far.close()
    for ways in ((socket.SHUT_WR,), (socket.SHUT_RD,), (socket.SHUT_RDWR,),
                 (socket.SHUT_RD, socket.SHUT_WR)):
        near, far = connected(kind)
        for how in ways:
            near.shutdown(how)
        show('%s shut down %s' % (kind, ways), near, far)
        far.shutdown(socket.SHUT_WR)
        show('and the other', near, far)
        near.close()
        far.close()


def pipes():
    reader, writer = multiprocessing.Pipe(False)
    show('pipe', reader, writer)
    writer.send(1)
    show('data', reader)
    writer.close()
    show('data, closed', reader)
    reader.recv()
    show('closed', reader, reader.fileno())
    reader, writer = multiprocessing.Pipe(False)
    reader.close()
    show('nobody reads', writer)
    near, far = multiprocessing.Pipe()
    show('connection', near)
    far.close()
    show('closed', near)


def waits():
    near, far = socket.socketpair()
    poller = select.poll()
    poller.register(near, 0)
    thread = threading.Thread(target=lambda: (far.sendall(b'x'), far.close()))
    thread.start()
    print([event for _, event in poller.poll()], near.recv(2))
    thread.join()
    near.close()
    print([event for _, event in poller.poll(0)])


def child_ends():
    near, far = multiprocessing.Pipe()
    child = multiprocessing.Process(target=far.send, args=('x',))
    child.start()
    far.close()
    poller = select.poll()
    poller.register(child.sentinel, select.POLLIN)
    print([event for _, event in poller.poll()])
    child.join()
    poller.unregister(child.sentinel)
    poller.register(near, select.POLLIN)
    print([event for _, event in poller.poll()], near.recv())


if __name__ == '__main__':
    multiprocessing.set_start_method('fork')
    sockets('pair')
    sockets('tcp')
    pipes()
    waits()
    child_ends()
