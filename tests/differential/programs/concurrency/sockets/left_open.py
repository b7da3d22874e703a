import socket

server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen()
client = socket.socket()
client.connect(server.getsockname())
served, _ = server.accept()
client.sendall(b"left open")
print(served.recv(100))
