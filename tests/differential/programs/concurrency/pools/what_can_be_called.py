import multiprocessing


class Tool:
    def __init__(self, base):
        self.base = base

    def add(self, n):
        return self.base + n

    @classmethod
    def name(cls, n):
        return cls.__name__, n

    @staticmethod
    def double(n):
        return n * 2

    def __call__(self, n):
        return self.base * n


if __name__ == '__main__':
    with multiprocessing.Pool(2) as pool:
        print(pool.map(str.upper, ['a', 'b']), pool.map('-'.join, [['a', 'b']]), pool.map(len, ['abc']))
        print(pool.map(int, ['5']), pool.map(abs, [-1]), pool.map(dict.fromkeys, [['k']]))
        tool = Tool(10)
        print(pool.map(tool.add, [1]), pool.map(Tool.name, [1]), pool.map(Tool.double, [1]),
              pool.map(tool, [3]))
