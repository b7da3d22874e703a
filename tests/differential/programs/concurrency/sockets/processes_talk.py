import multiprocessing
import socket


def client(port, n, q):
    with socket.create_connection(('127.0.0.1', port)) as s:
        s.sendall(str(n).encode())
        q.put(s.recv(100).decode())


if __name__ == '__main__':
    server = socket.create_server(('127.0.0.1', 0))
    q = multiprocessing.Queue()
    ps = [multiprocessing.Process(target=client, args=(server.getsockname()[1], n, q)) for n in range(3)]
    for p in ps:
        p.start()
    for _ in ps:
        conn, _ = server.accept()
        with conn:
            conn.sendall(str(int(conn.recv(100)) ** 2).encode())
    print(sorted(q.get() for _ in ps))
    for p in ps:
        p.join()
    server.close()
