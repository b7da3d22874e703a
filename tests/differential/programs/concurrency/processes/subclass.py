import multiprocessing


class Adder(multiprocessing.Process):
    def __init__(self, connection, *numbers):
        super().__init__(name='adder')
        self.connection = connection
        self.numbers = numbers

    def run(self):
        self.connection.send((self.name, sum(self.numbers), multiprocessing.current_process() is self))


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe()
    process = Adder(theirs, 1, 2, 3)
    process.start()
    print(ours.recv())
    process.join()
    print(process.exitcode, process.name)
