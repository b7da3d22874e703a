# What a spawned child is given may be missing there, or fail while it is made.
import multiprocessing as mp


def build(a):
    raise TypeError('cannot build %r' % a)


class Unbuildable:
    def __reduce__(self):
        return build, (2,)


def use(argument):
    print('never', argument)


if __name__ == '__main__':
    def only_in_the_parent():
        print('never')

    context = mp.get_context('spawn')
    for target, args in ((only_in_the_parent, ()), (use, (Unbuildable(),))):
        process = context.Process(target=target, args=args)
        process.start()
        process.join()
        print('exit code', process.exitcode)
