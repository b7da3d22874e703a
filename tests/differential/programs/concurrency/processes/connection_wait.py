import multiprocessing
import time
from multiprocessing.connection import wait


def send(connection, delay, text):
    time.sleep(delay)
    connection.send(text)
    connection.close()


if __name__ == '__main__':
    readers, processes = [], []
    for delay, text in ((0.6, 'slow'), (0.1, 'fast'), (0.3, 'middle')):
        reader, writer = multiprocessing.Pipe(False)
        process = multiprocessing.Process(target=send, args=(writer, delay, text))
        process.start()
        writer.close()
        readers.append(reader)
        processes.append(process)
    while readers:
        for reader in wait(readers):
            try:
                print(reader.recv())
            except EOFError:
                readers.remove(reader)
    for process in processes:
        process.join()
    print(wait([process.sentinel for process in processes]) == [p.sentinel for p in processes])
    first, second = multiprocessing.Pipe()
    print(wait([first], timeout=0.05))
    second.send(1)
    print(wait([first, second], timeout=0.05) == [first])
