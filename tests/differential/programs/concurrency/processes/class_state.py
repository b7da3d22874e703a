# Classes, closures, decorators and generators work in children as they do in the parent.
import multiprocessing


def counted(function):
    def wrapper(*args):
        wrapper.calls += 1
        return function(*args)
    wrapper.calls = 0
    return wrapper


@counted
def square(n):
    return n * n


class Stack:
    instances = []

    def __init__(self, *items):
        self.items = list(items)
        Stack.instances.append(self)

    def __iter__(self):
        yield from reversed(self.items)


stack = Stack(1, 2, 3)
square(2)


def work(connection):
    Stack(9)
    connection.send((square(3), square.calls, list(stack), len(Stack.instances)))


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=work, args=(theirs,))
    process.start()
    print(ours.recv())
    process.join()
    print(square.calls, len(Stack.instances))
