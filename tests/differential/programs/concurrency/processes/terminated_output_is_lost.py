from multiprocessing import Process, Event
import time


def chatter(started):
    print('this line is never flushed')
    print('this one is', flush=True)
    print('this one is not')
    started.set()
    time.sleep(60)


if __name__ == '__main__':
    started = Event()
    p = Process(target=chatter, args=(started,))
    p.start()
    started.wait()
    p.terminate()
    p.join()
    print('exit code', p.exitcode)
