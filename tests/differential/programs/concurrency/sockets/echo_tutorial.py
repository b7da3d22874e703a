import socket
import threading

HOST = '127.0.0.1'
ready = threading.Event()
port = None


def server():
    global port
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
        s.bind((HOST, 0))
        s.listen()
        port = s.getsockname()[1]
        ready.set()
        conn, addr = s.accept()
        with conn:
            print('Connected by', addr[0])
            while True:
                data = conn.recv(1024)
                if not data:
                    break
                conn.sendall(data)


t = threading.Thread(target=server)
t.start()
ready.wait()
with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
    s.connect((HOST, port))
    s.sendall(b'Hello, world')
    data = s.recv(1024)
print(f'Received {data!r}')
t.join()
