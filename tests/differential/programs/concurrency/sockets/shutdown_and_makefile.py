import socket
import threading

a, b = socket.socketpair()


def reader():
    with b.makefile('r') as f:
        for line in f:
            print('got', line.rstrip())
    b.close()


t = threading.Thread(target=reader)
t.start()
with a.makefile('w') as f:
    print('one', file=f)
    f.write('two\nthree')
a.shutdown(socket.SHUT_WR)
t.join()
a.close()
