# A forked child has everything that its parent had, generators and iterators halfway included.
import multiprocessing


def count():
    n = 0
    while True:
        n += 1
        yield n


numbers = count()
next(numbers)
pairs = zip('abc', range(3))
next(pairs)
squares = map(lambda x: x * x, range(10))
next(squares), next(squares)
odd = filter(lambda x: x % 2, range(10))
next(odd)
rows = enumerate(['x', 'y', 'z'], 5)
next(rows)
keys = iter({'k': 1, 'l': 2})
next(keys)
sentinel = iter([1, 2, 0, 3].pop, 0)
back = reversed([1, 2, 3])
proxy = vars(dict)


def work(connection):
    connection.send((next(numbers), next(pairs), next(squares), next(odd), next(rows), next(keys),
                     next(sentinel), next(back), 'get' in proxy))


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=work, args=(theirs,))
    process.start()
    print('child ', ours.recv())
    process.join()
    print('parent', (next(numbers), next(pairs), next(squares), next(odd), next(rows), next(keys),
                     next(sentinel), next(back), 'get' in proxy))
