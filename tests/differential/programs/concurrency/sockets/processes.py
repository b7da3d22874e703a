import multiprocessing
import socket


def serve(server, count):
    for _ in range(count):
        connection, _ = server.accept()
        with connection:
            n = int(connection.recv(100))
            connection.sendall(str(n * n).encode())


if __name__ == '__main__':
    server = socket.create_server(('127.0.0.1', 0))
    address = server.getsockname()
    process = multiprocessing.Process(target=serve, args=(server, 3))
    process.start()
    for n in (3, 4, 5):
        with socket.create_connection(address) as client:
            client.sendall(str(n).encode())
            print(client.recv(100))
    process.join()
    print(process.exitcode)
    server.close()
