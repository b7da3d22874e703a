# The reader has the writing end open, too: it never sees the end of file.
# prints: 1
# report: waits for pipe #
# report: in child
import multiprocessing


def child(reader):
    while True:
        try:
            print(reader.recv())
        except EOFError:
            print('end of file')
            break


if __name__ == '__main__':
    reader, writer = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=child, args=(reader,))
    process.start()
    writer.send(1)
    writer.close()
    process.join()
