import socket
import socketserver
import threading


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            word = line.strip().decode()
            if word == 'crash':
                raise ValueError('bad word')
            self.wfile.write(f'{word[::-1]}\n'.encode())


class Server(socketserver.TCPServer):
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        print('error handled', client_address[0])


with Server(('127.0.0.1', 0), Handler) as server:
    t = threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.01})
    t.start()
    for text in (b'abc\nxyz\n', b'one\ncrash\n', b'end\n'):
        with socket.create_connection(server.server_address) as s:
            s.sendall(text)
            s.shutdown(socket.SHUT_WR)
            print(s.makefile('rb').read())
    server.shutdown()
    t.join()
