import socket
import threading

clients = {}
lock = threading.Lock()
log = []


def handle(conn):
    file = conn.makefile('rw', encoding='utf-8', newline='\n')
    name = file.readline().strip()
    with lock:
        clients[name] = file
    file.write(f'welcome {name}\n')
    file.flush()
    for line in file:
        text = line.strip()
        if text == 'quit':
            break
        with lock:
            log.append(f'{name}: {text}')
        file.write(f'ok {len(text)}\n')
        file.flush()
    with lock:
        del clients[name]
    file.close()
    conn.close()


server = socket.create_server(('localhost', 0))
address = server.getsockname()


def accept(n):
    handlers = []
    for _ in range(n):
        conn, _ = server.accept()
        t = threading.Thread(target=handle, args=(conn,))
        t.start()
        handlers.append(t)
    for t in handlers:
        t.join()


acceptor = threading.Thread(target=accept, args=(2,))
acceptor.start()
for name, words in (('ann', ['hi', 'there']), ('bob', ['yo'])):
    with socket.create_connection(address) as sock, sock.makefile('rw', encoding='utf-8', newline='\n') as f:
        print(name, file=f, flush=True)
        print(f.readline().strip())
        for w in words + ['quit']:
            print(w, file=f, flush=True)
            if w != 'quit':
                print(f.readline().strip())
acceptor.join()
server.close()
print(log, clients)
