import multiprocessing
import time


def send_late(connection):
    time.sleep(0.3)
    connection.send('late')


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=send_late, args=(theirs,))
    process.start()
    begin = time.monotonic()
    print(ours.poll(), ours.poll(0.05), 0.05 <= time.monotonic() - begin < 0.3)
    print(ours.poll(None), ours.poll(10), ours.recv())
    process.join()
    print(ours.poll(0))
