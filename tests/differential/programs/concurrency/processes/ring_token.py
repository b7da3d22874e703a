from multiprocessing import Pipe, Process


def node(n, left, right, rounds):
    for _ in range(rounds):
        token = left.recv()
        token.append(n)
        right.send(token)


if __name__ == '__main__':
    pipes = [Pipe(duplex=False) for _ in range(4)]
    ps = []
    for i in range(3):
        p = Process(target=node, args=(i, pipes[i][0], pipes[i + 1][1], 2))
        p.start()
        ps.append(p)
    for r in range(2):
        pipes[0][1].send([f'round {r}'])
        print(pipes[3][0].recv())
    for p in ps:
        p.join()
