import threading


def work():
    print(threading.current_thread().name)


class Counter(threading.Thread):
    def run(self):
        print(self.name, 'runs', threading.current_thread() is self)


threads = [threading.Thread(target=work), threading.Thread(target=work, name='second'),
           threading.Thread(target=lambda: work()), Counter(), Counter(name='counter')]
for thread in threads:
    thread.start()
    thread.join()
print([thread.name for thread in threads])
threads[0].name = 'renamed'
print(threads[0].name, threading.main_thread().name, threading.current_thread().name)
