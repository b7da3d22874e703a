import struct
from multiprocessing import Lock, Process
from multiprocessing.shared_memory import ShareableList, SharedMemory


def bump(name, lock, times):
    shm = SharedMemory(name=name)
    for _ in range(times):
        with lock:
            (count,) = struct.unpack_from('<q', shm.buf, 8)
            struct.pack_into('<q', shm.buf, 8, count + 1)
    shm.close()


def refused(function, *args):
    try:
        print(function(*args))
    except (ValueError, TypeError, IndexError, struct.error) as error:
        print(type(error).__name__, error)


if __name__ == '__main__':
    shm = SharedMemory(create=True, size=32)
    struct.pack_into('<qq', shm.buf, 0, 7, 0)
    lock = Lock()
    processes = [Process(target=bump, args=(shm.name, lock, 20)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(struct.unpack_from('<qq', shm.buf), struct.unpack('<q', shm.buf[:8]))
    print(list(struct.iter_unpack('<q', shm.buf[:16])))
    struct.pack_into('<i', shm.buf, -4, 9)
    refused(struct.pack_into, '<q', shm.buf, 30, 1)
    refused(struct.unpack_from, '<q', shm.buf, 30)
    numbers = shm.buf.cast('i')
    print(len(numbers), numbers.itemsize, numbers.nbytes, numbers.format, numbers.shape)
    numbers[1] = -5
    print(numbers.tolist(), numbers[1:3].tolist(), bytes(shm.buf[4:8]))
    refused(numbers.__setitem__, 0, 2 ** 31)
    refused(numbers.cast, 'd')
    refused(shm.buf[:5].cast, 'i')
    numbers.release()
    shm.close()
    shm.unlink()

    items = ShareableList(['howdy', b'HoWdY', -273.154, 100, None, True])
    print(items.format)
    items[4] = 'x' if items[4] else 1
    print(items.format)
    items.shm.close()
    items.shm.unlink()

    view = memoryview(bytearray(8))
    struct.pack_into('<i', view, 4, 3)
    print(view.tolist())
    refused(struct.pack_into, '<i', memoryview(bytes(8)), 0, 3)
    refused(struct.pack_into, '<i', 'text', 0, 3)
