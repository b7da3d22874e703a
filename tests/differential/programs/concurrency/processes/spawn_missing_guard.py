# Under spawn the child imports the main program: without a guard it tries to start a child itself.
from multiprocessing import get_context


def work(x):
    print('never', x)


process = get_context('spawn').Process(target=work, args=(3,))
process.start()
process.join()
print('exit code', process.exitcode)
