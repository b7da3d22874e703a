import multiprocessing


def add(value, array, n):
    for _ in range(n):
        with value.get_lock():
            value.value += 1
    for i in range(len(array)):
        array[i] += i * 0.5


if __name__ == '__main__':
    value = multiprocessing.Value('i', 5)
    array = multiprocessing.Array('d', 4)
    processes = [multiprocessing.Process(target=add, args=(value, array, 50)) for _ in range(2)]
    for process in processes:
        process.start()
        process.join()
    print(value.value, array[:], len(array), value)
    array[1:3] = [7, 8]
    print(list(array), array[-1])
    raw = multiprocessing.Value('h', 40000, lock=False)
    print(raw.value, raw)
    text = multiprocessing.Array('c', b'hello')
    text.value = b'hi'
    print(text.value, text.raw, len(text))
    print(multiprocessing.Value('d', 1.5).value, multiprocessing.Value('c', b'x').value,
          multiprocessing.Value('b', 200).value, multiprocessing.Value('Q', -1).value)
    for attempt in (lambda: array[9], lambda: setattr(value, 'value', 'x'),
                    lambda: array.__setitem__(slice(0, 2), [1])):
        try:
            attempt()
        except Exception as exc:
            print(type(exc).__name__, exc)
