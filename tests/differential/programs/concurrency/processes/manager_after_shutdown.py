import multiprocessing
from multiprocessing.managers import BaseManager, SyncManager


class Stack:
    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        return self.items.pop()

    def size(self):
        return len(self.items)


class StackManager(BaseManager):
    pass


StackManager.register('Stack', Stack, exposed=['push', 'pop'])

if __name__ == '__main__':
    m = StackManager()
    try:
        m.Stack()
    except AssertionError as e:
        print(e)
    m.start()
    s = m.Stack()
    s.push('x')
    print(s.pop())
    for call in (s.pop, lambda: s.size()):
        try:
            call()
        except Exception as e:
            print(type(e).__name__, e)
    m.shutdown()
    print('shut down')
