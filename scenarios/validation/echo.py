# SPDX-License-Identifier: MIT
#
# A thread that echoes one byte to a client process through a TCP connection, beside K computing
# threads: requests a second, over ROUNDS requests. K ROUNDS
import sys
from multiprocessing import Process
from socket import create_connection, socket
from threading import Thread
from time import perf_counter


def ask(address, rounds):
    connection = create_connection(address)
    for _ in range(rounds):
        connection.send(b"x")
        connection.recv(1)
    connection.close()


def compute():
    while not done:
        pass


if __name__ == "__main__":
    done = False
    computing, rounds = int(sys.argv[1]), int(sys.argv[2])
    listener = socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    client = Process(target=ask, args=(listener.getsockname(), rounds))
    threads = [Thread(target=compute, daemon=True) for _ in range(computing)]
    client.start()
    connection, _ = listener.accept()
    for thread in threads:
        thread.start()
    began = perf_counter()
    for _ in range(rounds):
        connection.send(connection.recv(1))
    elapsed = perf_counter() - began
    done = True
    client.join()
    print(rounds / elapsed)
