# A spawned child runs the main module again, under another name.
import multiprocessing

print('module body', __name__, flush=True)


def work(connection):
    connection.send((__name__, 'VALUE' in globals()))


if __name__ == '__main__':
    VALUE = 1
    multiprocessing.set_start_method('spawn')
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=work, args=(theirs,))
    process.start()
    print(ours.recv())
    process.join()
    print(process.exitcode)
