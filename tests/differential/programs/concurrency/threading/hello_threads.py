import threading


def greet(name):
    print(f'Hello from {name}')


for name in ['Ann', 'Bob', 'Cid']:
    t = threading.Thread(target=greet, args=(name,))
    t.start()
    t.join()
print('Done')
