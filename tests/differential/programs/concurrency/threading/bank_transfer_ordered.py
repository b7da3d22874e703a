import random
import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()

    def __repr__(self):
        return f'Account({self.number}, {self.balance})'


class InsufficientFunds(Exception):
    pass


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda a: a.number)
    with first.lock:
        with second.lock:
            if source.balance < amount:
                raise InsufficientFunds(f'{source.number} has only {source.balance}')
            source.balance -= amount
            target.balance += amount


accounts = [Account(i, 100) for i in range(4)]
refused = []


def customer(seed):
    rng = random.Random(seed)
    for _ in range(50):
        a, b = rng.sample(accounts, 2)
        try:
            transfer(a, b, rng.randint(1, 120))
        except InsufficientFunds as exc:
            refused.append(str(exc))


threads = [threading.Thread(target=customer, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(a.balance for a in accounts), all(a.balance >= 0 for a in accounts), len(refused) > 0)
try:
    transfer(Account(1, 5), Account(2, 0), 10)
except InsufficientFunds as exc:
    print(type(exc).__name__, exc)
