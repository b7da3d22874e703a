from multiprocessing.managers import BaseManager


class MathsClass:
    def add(self, x, y):
        return x + y

    def mul(self, x, y):
        return x * y

    def fail(self):
        raise ArithmeticError('bad')

    def _hidden(self):
        return 1


class MyManager(BaseManager):
    pass


MyManager.register('Maths', MathsClass)

if __name__ == '__main__':
    with MyManager() as manager:
        maths = manager.Maths()
        print(maths.add(4, 3), maths.mul(7, 8))
        try:
            maths.fail()
        except ArithmeticError as e:
            print(repr(e))
        try:
            maths._hidden()
        except AttributeError as e:
            print(e)
        print(type(maths).__name__)
