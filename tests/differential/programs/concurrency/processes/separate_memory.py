import multiprocessing

number = 1
items = ['parent']


def change(connection):
    global number
    number += 10
    items.append('child')
    connection.send((number, items))


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe(False)
    process = multiprocessing.Process(target=change, args=(theirs,))
    process.start()
    print('child', ours.recv())
    process.join()
    print('parent', number, items)
