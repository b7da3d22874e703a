import os
import socket
import socketserver
import threading

PATH = '/tmp/forking_and_unix_servers.%d' % os.getpid()


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        print('in a child' if os.getpid() != PARENT else 'in the parent', flush=True)
        for _ in range(2):
            self.wfile.write(self.rfile.readline().upper())


class UnixServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    pass


def ask(server, family):
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    for _ in range(2):
        with socket.socket(family) as client:
            client.connect(server.server_address)
            client.sendall(b'one\ntwo\n')
            print(client.makefile('r').readlines(), flush=True)
    server.shutdown()
    thread.join()
    server.server_close()


PARENT = os.getpid()
if __name__ == '__main__':
    ask(socketserver.ForkingTCPServer(('localhost', 0), Upper), socket.AF_INET)
    ask(UnixServer(PATH, Upper), socket.AF_UNIX)
    if os.path.exists(PATH):
        os.unlink(PATH)
    with socket.socket() as client:
        client.settimeout(2)
        print(client.gettimeout(), flush=True)
