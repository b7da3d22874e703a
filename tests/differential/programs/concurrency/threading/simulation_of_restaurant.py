import queue
import threading

orders, meals = queue.Queue(), queue.Queue()
MENU = {'soup': 2, 'steak': 5, 'cake': 3}


class Cook(threading.Thread):
    def run(self):
        for table, dish in iter(orders.get, None):
            meals.put((table, dish, MENU[dish]))
        orders.put(None)


class Waiter(threading.Thread):
    def __init__(self, bill):
        super().__init__(name='waiter')
        self.bill = bill

    def run(self):
        for table, dish, price in iter(meals.get, None):
            self.bill[table] = self.bill.get(table, 0) + price


bill = {}
cooks = [Cook(name=f'cook {i}') for i in range(2)]
waiter = Waiter(bill)
for t in cooks + [waiter]:
    t.start()
for order in [(1, 'soup'), (2, 'cake'), (1, 'steak'), (3, 'soup'), (2, 'cake')]:
    orders.put(order)
orders.put(None)
for c in cooks:
    c.join()
meals.put(None)
waiter.join()
print(sorted(bill.items()), waiter.name, [c.name for c in cooks])
