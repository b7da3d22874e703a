import multiprocessing
import time


def forever():
    while True:
        time.sleep(3600)


def bear(connection):
    try:
        multiprocessing.Process(target=forever).start()
    except AssertionError as exc:
        connection.send(str(exc))


if __name__ == '__main__':
    daemon = multiprocessing.Process(target=forever, daemon=True)
    daemon.start()
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=bear, args=(theirs,), daemon=True)
    process.start()
    print(ours.recv())
    process.join()
    print(daemon.is_alive(), daemon.daemon, process.daemon)
    print('the daemon ends with the program')
