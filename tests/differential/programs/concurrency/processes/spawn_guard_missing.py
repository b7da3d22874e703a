# A program without the guard: each spawned child would start children of its own.
import multiprocessing

multiprocessing.set_start_method('spawn')


def work():
    print('working')


p = multiprocessing.Process(target=work)
p.start()
p.join()
print('exit code', p.exitcode)
