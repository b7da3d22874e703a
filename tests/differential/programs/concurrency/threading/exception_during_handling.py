import threading


def work():
    try:
        {}['missing']
    except KeyError:
        [].pop()


t = threading.Thread(target=work, daemon=True)
t.start()
t.join()


class Broken(threading.Thread):
    def run(self):
        int('x')


b = Broken()
b.start()
b.join()
print('end')
