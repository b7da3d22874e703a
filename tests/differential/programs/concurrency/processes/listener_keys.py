import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener


def serve(listener, lines):
    try:
        with listener.accept() as connection:
            connection.send(connection.recv() * 2)
    except AuthenticationError as error:
        lines.append(f'server: {error}')


for key in (b'peekaboo', b'wrong'):
    lines = []
    with Listener(('localhost', 0), authkey=b'peekaboo') as listener:
        thread = threading.Thread(target=serve, args=(listener, lines))
        thread.start()
        try:
            with Client(listener.address, authkey=key) as client:
                client.send(21)
                print('answer', client.recv())
        except AuthenticationError as error:
            print('client:', error)
        thread.join()
    print(lines)

try:
    Listener(('localhost', 0), authkey='text')
except TypeError as error:
    print(error)
