import threading

t = threading.Thread(target=5, name='bad')
t.start()
t.join()
t = threading.Thread(target=print, args=5, name='worse')
t.start()
t.join()
t = threading.Thread(target=lambda a: a, args=(1, 2), name='worst')
t.start()
t.join()
print('end')
