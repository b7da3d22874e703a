import multiprocessing
from multiprocessing import shared_memory


def change(name):
    block = shared_memory.SharedMemory(name=name)
    block.buf[0] = 99
    block.buf[4:8] = b'abcd'
    block.close()


if __name__ == '__main__':
    block = shared_memory.SharedMemory(create=True, size=16)
    block.buf[:4] = bytes([1, 2, 3, 4])
    process = multiprocessing.Process(target=change, args=(block.name,))
    process.start()
    process.join()
    print(bytes(block.buf[:8]), block.buf[0], len(block.buf) >= 16)
    items = shared_memory.ShareableList([1, 2.5, 'text', None, True, b'raw'])
    items[0] = 7
    items[2] = 'tex'
    print(list(items), len(items), items.index(7), items.count(True))
    try:
        items[2] = 'much too long for its place'
    except ValueError as exc:
        print(exc)
    try:
        items[9]
    except IndexError as exc:
        print(exc)
    items.shm.close()
    items.shm.unlink()
    block.close()
    block.unlink()
    try:
        shared_memory.SharedMemory(name='no_such_block')
    except FileNotFoundError as exc:
        print(exc)
    for arguments in ({'create': True}, {}, {'create': True, 'size': -1}):
        try:
            shared_memory.SharedMemory(**arguments)
        except ValueError as exc:
            print(exc)
