from multiprocessing import Array, Process, Value


def f(n, a):
    n.value = 3.1415927
    for i in range(len(a)):
        a[i] = -a[i]


if __name__ == '__main__':
    num = Value('d', 0.0)
    arr = Array('i', range(10))
    p = Process(target=f, args=(num, arr))
    p.start()
    p.join()
    print(num.value)
    print(arr[:])
    c = Array('c', b'hello')
    print(c.value, c.raw, len(c), c[0])
    c.value = b'hi'
    print(c.value, c.raw)
    u = Array('u', 'abc')
    print(u.value, u[1])
    for call in (lambda: arr[10], lambda: arr.__setitem__(0, 'x'), lambda: setattr(num, 'value', 'x'), lambda: Value('z')):
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)
