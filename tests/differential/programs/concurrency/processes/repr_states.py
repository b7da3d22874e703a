import multiprocessing
import re
import time


def clean(x):
    return re.sub(r'0x[0-9a-f]+', 'ADDR', re.sub(r'(pid|parent)=\d+', r'\1=N', repr(x)))


def fail():
    raise SystemExit(3)


def inner():
    print(clean(multiprocessing.current_process()), clean(multiprocessing.parent_process()))


if __name__ == '__main__':
    p = multiprocessing.Process(target=time.sleep, args=(60,))
    print(clean(p))
    p.start()
    print(clean(p))
    p.terminate()
    p.join()
    print(clean(p))
    p.close()
    print(clean(p))
    p = multiprocessing.Process(target=fail, name='failing', daemon=True)
    p.start()
    p.join()
    print(clean(p), p.exitcode)
    p = multiprocessing.Process(target=inner)
    p.start()
    p.join()
    print(clean(p))
    p = multiprocessing.Process(target=time.sleep, args=(60,))
    p.start()
    p.kill()
    p.join()
    print(clean(p), p.exitcode)
    print(clean(multiprocessing.current_process()), multiprocessing.parent_process())
