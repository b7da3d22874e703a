# A sentinel is a number to wait for: with connections' numbers, with select, before and after the end.
import multiprocessing as mp
import select
from multiprocessing import connection


def work(gate, n):
    gate.recv()
    raise SystemExit(n)


if __name__ == '__main__':
    gates, processes = [], []
    for n in range(3):
        ours, theirs = mp.Pipe()
        processes.append(mp.Process(target=work, args=(theirs, n)))
        processes[-1].start()
        theirs.close()
        gates.append(ours)
    number = {p.sentinel: n for n, p in enumerate(processes)}
    print(len(number), all(isinstance(s, int) for s in number))
    print([p.sentinel == p.pid for p in processes], [p.sentinel == p.sentinel for p in processes])
    print(connection.wait(list(number), timeout=0.01), select.select(list(number), [], [], 0))
    for n in (1, 0, 2):
        gates[n].send('go')
        print(n, [number[s] for s in connection.wait([p.sentinel for p in processes[n:n + 1]])])
        processes[n].join()
        print(processes[n].exitcode, connection.wait([processes[n].sentinel], 0) == [processes[n].sentinel])
    reader, writer = mp.Pipe(duplex=False)
    print(connection.wait([reader.fileno()], 0))
    writer.send('message')
    print(connection.wait([reader.fileno()]) == [reader.fileno()], len({reader.fileno(), writer.fileno()}))
    print([len(ready) for ready in select.select([reader.fileno()], [writer.fileno()], [])])
    sentinel = processes[0].sentinel
    processes[0].close()
    try:
        print(processes[0].sentinel)
    except ValueError as exc:
        print(exc)
    try:
        connection.wait(['text'], 0)
    except ValueError as exc:
        print(exc)
