# SPDX-License-Identifier: MIT
from multiprocessing import shared_memory, Process
from multiprocessing.managers import SharedMemoryManager
import array

def child(name, size):
    s = shared_memory.SharedMemory(name=name)
    for i in range(size):
        s.buf[i] = s.buf[i] * 2
    s.close()

def listchild(sl):
    sl[0] += 100
    sl[2] = "changed"

if __name__ == "__main__":
    shm = shared_memory.SharedMemory(create=True, size=10)
    shm.buf[:5] = bytearray([1, 2, 3, 4, 5])
    p = Process(target=child, args=(shm.name, 5)); p.start(); p.join()
    print(bytes(shm.buf[:5]), shm.size >= 10, len(shm.buf) >= 10)
    print(shm.buf[0:3].tolist(), type(shm.buf).__name__)
    other = shared_memory.SharedMemory(shm.name)
    other.buf[0] = 99
    print(shm.buf[0])
    other.close()
    shm.close()
    shm.unlink()
    try:
        shared_memory.SharedMemory(name="does_not_exist_xyz")
    except FileNotFoundError as e:
        print(type(e).__name__, e.errno)
    sl = shared_memory.ShareableList([1, 2.5, "hello world", None, True, b"bytes"])
    print(list(sl), len(sl), sl[2])
    p = Process(target=listchild, args=(sl,)); p.start(); p.join()
    print(list(sl), sl.count(None), sl.index(True))
    try:
        sl[2] = "x" * 100
    except ValueError as e:
        print(e)
    sl.shm.close(); sl.shm.unlink()
    with SharedMemoryManager() as smm:
        a = smm.ShareableList(range(5))
        m = smm.SharedMemory(size=16)
        m.buf[:4] = b"abcd"
        print(list(a), bytes(m.buf[:4]))
