from multiprocessing import Pipe

a, b = Pipe()
a.send_bytes(b'hello world', 6)
print(b.recv_bytes())
a.send_bytes(b'0123456789', 2, 3)
print(b.poll(), b.poll(0.01), b.recv_bytes())
buffer = bytearray(8)
a.send_bytes(b'abc')
print(b.recv_bytes_into(buffer, 2), buffer)
a.send_bytes(b'x' * 20)
try:
    b.recv_bytes_into(buffer)
except Exception as e:
    print(type(e).__name__, e.args)
for args in ((b'abc', -1), (b'abc', 4), (b'abc', 1, -1), (b'abc', 1, 3)):
    try:
        a.send_bytes(*args)
    except ValueError as e:
        print(e)
with a, b:
    a.send({'k': (1, 2)})
    print(b.recv(), b.poll())
print(a.closed, b.closed)
