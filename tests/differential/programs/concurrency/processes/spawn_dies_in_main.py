# A spawned child in which the main program raises.
import multiprocessing as mp

if __name__ != '__main__':
    [][0]


def work():
    print('never')


if __name__ == '__main__':
    process = mp.get_context('spawn').Process(target=work)
    process.start()
    process.join()
    print('exit code', process.exitcode)
