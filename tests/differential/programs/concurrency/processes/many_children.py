import multiprocessing

N = 12


def work(n, connection):
    connection.send(n * n)
    connection.close()


if __name__ == '__main__':
    readers, processes = [], []
    for n in range(N):
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=work, args=(n, writer))
        process.start()
        writer.close()
        readers.append(reader)
        processes.append(process)
    print([reader.recv() for reader in readers])
    for process in processes:
        process.join()
    print({process.exitcode for process in processes}, len({process.pid for process in processes}))
