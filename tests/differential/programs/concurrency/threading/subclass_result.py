import threading


class Task(threading.Thread):
    def __init__(self, function, *args):
        super().__init__(name=f'task-{function.__name__}')
        self.function = function
        self.arguments = args
        self.result = None
        self.error = None

    def run(self):
        try:
            self.result = self.function(*self.arguments)
        except Exception as exc:
            self.error = exc


tasks = [Task(sum, [1, 2, 3]), Task(int, 'x'), Task(max, 4, 9)]
for task in tasks:
    task.start()
for task in tasks:
    task.join()
    print(task.name, task.result, repr(task.error))
