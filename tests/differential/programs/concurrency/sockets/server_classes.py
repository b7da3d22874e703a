import socket
import socketserver
import threading


class Reverse(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.strip()[::-1] + b'\n')


class Upper(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data.upper(), self.client_address)


with socketserver.ThreadingTCPServer(('127.0.0.1', 0), Reverse) as server:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    for text in ('hello\n', 'world\n'):
        with socket.create_connection(server.server_address) as client:
            client.sendall(text.encode())
            with client.makefile('r') as file:
                print(file.readline(), end='')
    server.shutdown()
    thread.join()
with socketserver.UDPServer(('127.0.0.1', 0), Upper) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    with socket.socket(type=socket.SOCK_DGRAM) as client:
        client.sendto(b'datagram', server.server_address)
        print(client.recv(100))
    thread.join()
