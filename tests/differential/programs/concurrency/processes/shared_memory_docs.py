from multiprocessing import Process, shared_memory


def child(name):
    shm = shared_memory.SharedMemory(name=name)
    shm.buf[:5] = b'howdy'
    shm.close()


if __name__ == '__main__':
    shm = shared_memory.SharedMemory(create=True, size=10)
    buffer = shm.buf
    buffer[:4] = bytearray([22, 33, 44, 55])
    buffer[4] = 100
    print(bytes(buffer[:5]), len(buffer) >= 10)
    p = Process(target=child, args=(shm.name,))
    p.start()
    p.join()
    print(bytes(shm.buf[:5]))
    del buffer
    shm.close()
    shm.unlink()
    try:
        shared_memory.SharedMemory(name='psm_does_not_exist')
    except FileNotFoundError as e:
        print(e)
    try:
        shared_memory.SharedMemory(create=True, size=0)
    except ValueError as e:
        print(e)
    a = shared_memory.ShareableList(['howdy', b'HoWdY', -273.154, 100, None, True, 42])
    print([type(x).__name__ for x in a], len(a))
    a[2] = -78.5
    a[2] = 'dry ice'
    print(a[2], a.count(42), a.index(42))
    try:
        a[0] = 'a much longer text than before'
    except ValueError as e:
        print(e)
    b = shared_memory.ShareableList(name=a.shm.name)
    b[3] = 7
    print(a[3])
    b.shm.close()
    a.shm.close()
    a.shm.unlink()
