import multiprocessing


class Task:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __call__(self):
        return f'{self.a} * {self.b} = {self.a * self.b}'

    def __str__(self):
        return f'{self.a} * {self.b}'


class Consumer(multiprocessing.Process):
    def __init__(self, tasks, results):
        super().__init__()
        self.tasks, self.results = tasks, results

    def run(self):
        while True:
            task = self.tasks.get()
            if task is None:
                self.tasks.task_done()
                break
            self.results.put(task())
            self.tasks.task_done()


if __name__ == '__main__':
    tasks, results = multiprocessing.JoinableQueue(), multiprocessing.Queue()
    consumers = [Consumer(tasks, results) for _ in range(2)]
    for c in consumers:
        c.start()
    for i in range(6):
        tasks.put(Task(i, i))
    for _ in consumers:
        tasks.put(None)
    tasks.join()
    for line in sorted(results.get() for _ in range(6)):
        print(line)
    for c in consumers:
        c.join()
    try:
        tasks.task_done()
    except ValueError as e:
        print(e)
