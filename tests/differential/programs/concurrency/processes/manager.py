import multiprocessing


def work(table, numbers, lock, n):
    with lock:
        table[n] = n * n
        numbers.append(n)


if __name__ == '__main__':
    with multiprocessing.Manager() as manager:
        table, numbers, lock = manager.dict(), manager.list(), manager.Lock()
        for n in range(3):
            process = multiprocessing.Process(target=work, args=(table, numbers, lock, n))
            process.start()
            process.join()
        print(table, numbers, len(table), sorted(table.keys()), table.get(9), 2 in table)
        print(sorted(table.items()), dict(table), list(numbers), numbers[1], numbers[-1], numbers[:2])
        numbers.extend([5, 4])
        numbers.sort(reverse=True)
        print(numbers, numbers.pop(), numbers.index(5), numbers.count(2))
        try:
            table['missing']
        except KeyError as exc:
            print('KeyError', exc)
        try:
            numbers[99]
        except IndexError as exc:
            print(exc)
        space = manager.Namespace(x=1)
        space.y = [1, 2]
        print(space, space.x, space.y)
        value = manager.Value('i', 3)
        value.value += 4
        print(value.value, value)
        queue = manager.Queue()
        queue.put('item')
        print(queue.get(), queue.empty(), queue.qsize())
        event = manager.Event()
        event.set()
        print(event.is_set(), event.wait(1))
        for key in table.keys():
            del table[key]
        print(table, table.setdefault('a', 1), table.pop('a'))
    print('the manager has ended')
