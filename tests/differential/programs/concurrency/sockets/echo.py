import socket
import threading


def serve(server):
    connection, address = server.accept()
    with connection:
        assert address[0] == '127.0.0.1'
        while data := connection.recv(1024):
            connection.sendall(data.upper())


with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(('127.0.0.1', 0))
    server.listen()
    host, port = server.getsockname()
    print(host, port > 0)
    thread = threading.Thread(target=serve, args=(server,))
    thread.start()
    with socket.create_connection(('localhost', port)) as client:
        print(client.getpeername() == (host, port))
        for text in (b'hello', b'sockets'):
            client.sendall(text)
            print(client.recv(100))
    thread.join()
for attempt in (lambda: socket.create_connection(('127.0.0.1', port)), lambda: server.accept()):
    try:
        attempt()
    except OSError as exc:
        print(exc)
