import socket
import socketserver
import threading


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        method, path, version = self.rfile.readline().decode().split()
        headers = {}
        for line in self.rfile:
            line = line.strip().decode()
            if not line:
                break
            name, _, value = line.partition(':')
            headers[name.lower()] = value.strip()
        body = f'{method} {path} for {headers["host"]}\n'.encode()
        self.wfile.write(b'HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n' % len(body) + body)


with socketserver.ThreadingTCPServer(('127.0.0.1', 0), Handler) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for path in ('/', '/about'):
        with socket.create_connection(server.server_address) as s:
            s.sendall(f'GET {path} HTTP/1.0\r\nHost: example\r\n\r\n'.encode())
            reply = b''
            while part := s.recv(1000):
                reply += part
        head, _, body = reply.partition(b'\r\n\r\n')
        print(head.decode().splitlines(), body)
    server.shutdown()
