import ctypes
from ctypes import Structure, c_double
from multiprocessing import Array, Lock, Process, Value, RawArray


class Point(Structure):
    _fields_ = [('x', c_double), ('y', c_double)]


def modify(n, x, s, A, flag):
    n.value **= 2
    x.value **= 2
    s.value = s.value.upper()
    for a in A:
        a.x **= 2
        a.y **= 2
    flag.value = True


if __name__ == '__main__':
    lock = Lock()
    n = Value('i', 7)
    x = Value(c_double, 1.0 / 3.0, lock=False)
    s = Array('c', b'hello world', lock=lock)
    A = Array(Point, [(1.875, -6.25), (-5.75, 2.0), (2.375, 9.5)], lock=lock)
    flag = Value(ctypes.c_bool, False)
    p = Process(target=modify, args=(n, x, s, A, flag))
    p.start()
    p.join()
    print(n.value)
    print(x.value)
    print(s.value)
    print([(a.x, a.y) for a in A])
    print(flag, flag.value, type(x).__name__)
    grid = RawArray(ctypes.c_int, 6)
    grid[2:4] = [5, 6]
    print(list(grid), len(grid), ctypes.sizeof(Point), ctypes.c_int(5), ctypes.c_byte(200).value)
    u = Array('u', 'abc')
    print(u[:], u[1])
    v = Value(Point, 1, 2)
    v.x += 0.5
    print(v.x, v.y, type(v).__name__)
    for call in (lambda: Value('z'), lambda: Value(int), lambda: Value('i', 'x'), lambda: Array('d', ['x']),
                 lambda: n.get_lock().release()):
        try:
            call()
        except Exception as e:
            print(type(e).__name__, e)
