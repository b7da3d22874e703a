import multiprocessing
from multiprocessing.connection import Client, Listener


def call(address):
    with Client(address) as connection:
        connection.send([1, 2, 3])
        print(connection.recv())


if __name__ == '__main__':
    with Listener(('localhost', 0)) as listener:
        process = multiprocessing.Process(target=call, args=(listener.address,))
        process.start()
        with listener.accept() as connection:
            connection.send(sum(connection.recv()))
        process.join()
    print(process.exitcode)
    try:
        listener.accept()
    except OSError as exc:
        print(exc)
