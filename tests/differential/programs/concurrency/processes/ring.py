# A token goes around a ring of processes.
import multiprocessing


def pass_on(source, target, rounds):
    for _ in range(rounds):
        target.send(source.recv() + 1)


if __name__ == '__main__':
    size, rounds = 4, 5
    pipes = [multiprocessing.Pipe(duplex=False) for _ in range(size + 1)]
    processes = [multiprocessing.Process(target=pass_on, args=(pipes[i][0], pipes[i + 1][1], rounds))
                 for i in range(size)]
    for process in processes:
        process.start()
    token = 0
    for _ in range(rounds):
        pipes[0][1].send(token)
        token = pipes[size][0].recv()
    for process in processes:
        process.join()
    print(token)
