import select
import socket
import threading

server = socket.create_server(('127.0.0.1', 0))
server.setblocking(False)
out = []


def loop():
    inputs = [server]
    closed = 0
    while closed < 2:
        readable, _, _ = select.select(inputs, [], [], 5)
        for s in readable:
            if s is server:
                conn, _ = s.accept()
                inputs.append(conn)
            else:
                data = s.recv(100)
                if data:
                    s.sendall(b'echo ' + data)
                else:
                    inputs.remove(s)
                    s.close()
                    closed += 1


t = threading.Thread(target=loop)
t.start()
a = socket.create_connection(server.getsockname())
b = socket.create_connection(server.getsockname())
for s, m in ((a, b'1'), (b, b'2'), (a, b'3')):
    s.sendall(m)
    print(s.recv(100))
a.close()
b.close()
t.join()
server.close()
print(select.select([], [], [], 0.001))
