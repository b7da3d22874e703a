import socket

with socket.socket(type=socket.SOCK_DGRAM) as server, socket.socket(type=socket.SOCK_DGRAM) as client:
    server.bind(('127.0.0.1', 0))
    address = server.getsockname()
    for text in (b'one', b'two', b''):
        print(client.sendto(text, address))
    source = None
    for _ in range(3):
        data, source = server.recvfrom(100)
        print(data, source[0])
    server.sendto(b'answer', source)
    print(client.recvfrom(2)[0])
    client.settimeout(0.05)
    try:
        client.recvfrom(10)
    except TimeoutError as exc:
        print(exc)
    client.connect(address)
    client.send(b'connected')
    print(server.recv(100))
