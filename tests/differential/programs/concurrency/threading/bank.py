# Transfers between accounts, each guarded by its own lock, taken in one order.
import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance >= amount:
            source.balance -= amount
            target.balance += amount
            return True
    return False


accounts = [Account(n, 100) for n in range(4)]


def work(seed):
    state = seed
    for _ in range(60):
        state = (state * 1103515245 + 12345) % 2 ** 31
        source, target = state % 4, state // 7 % 4
        if source != target:
            transfer(accounts[source], accounts[target], state % 30)


threads = [threading.Thread(target=work, args=(seed,)) for seed in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(account.balance for account in accounts), all(a.balance >= 0 for a in accounts))
