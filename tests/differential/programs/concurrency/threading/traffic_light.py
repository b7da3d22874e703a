import threading
import time

green = threading.Event()
log = []


def light():
    for colour in ['red', 'green', 'red']:
        if colour == 'green':
            green.set()
        else:
            green.clear()
        log.append(colour)
        time.sleep(0.05)


def car(n):
    green.wait()
    log.append(f'car {n}')


lamp = threading.Thread(target=light)
lamp.start()
time.sleep(0.02)
cars = [threading.Thread(target=car, args=(i,)) for i in range(3)]
for c in cars:
    c.start()
for c in cars:
    c.join()
lamp.join()
print(log[:2], sorted(log[2:5]), log[5:])
