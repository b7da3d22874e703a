# SPDX-License-Identifier: MIT
"""Bank account simulation (textbook)."""
import threading
import random
import time

class InsufficientFunds(Exception):
    """Raised when the balance is too low."""
    def __init__(self, balance, amount):
        self.balance = balance
        self.amount = amount
        super().__init__(f"balance {balance} is less than {amount}")

class Account:
    interest = 0.02
    count = 0
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.lock = threading.RLock()
        Account.count += 1
    @property
    def balance(self):
        return self._balance
    def deposit(self, amount):
        with self.lock:
            new = self._balance + amount
            time.sleep(0.0001)
            self._balance = new
    def withdraw(self, amount):
        with self.lock:
            if amount > self._balance:
                raise InsufficientFunds(self._balance, amount)
            self._balance -= amount
    def __repr__(self):
        return f"{type(self).__name__}(owner={self.owner!r}, balance={self._balance:,.2f})"
    def __lt__(self, other): return self._balance < other._balance
    @classmethod
    def from_string(cls, text):
        owner, balance = text.split(':')
        return cls(owner, float(balance))
    @staticmethod
    def valid(amount): return amount > 0

class Savings(Account):
    def __init__(self, owner, balance=0, *, rate=Account.interest):
        super().__init__(owner, balance)
        self.rate = rate
    def add_interest(self):
        self.deposit(self._balance * self.rate)

accounts = [Account('Ann', 100), Savings('Bob', 200, rate=.1), Account.from_string('Cy:50.5')]
def transfer(src, dst, amount):
    first, second = sorted((src, dst), key=id)
    with first.lock, second.lock:
        src.withdraw(amount); dst.deposit(amount)
def many(n):
    rnd = random.Random(n)
    for _ in range(20):
        a, b = rnd.sample(accounts, 2)
        try: transfer(a, b, rnd.randint(1, 60))
        except InsufficientFunds as e: failed.append(e)
failed = []
threads = [threading.Thread(target=many, args=(i,)) for i in range(5)]
for t in threads: t.start()
for t in threads: t.join()
print(sum(a.balance for a in accounts), Account.count, Account.valid(-1), isinstance(accounts[1], Savings))
accounts[1].add_interest()
try: Account('x').withdraw(5)
except InsufficientFunds as e: print('Error:', e, e.args, e.amount)
print(Account('Zed', 1234567.891))
try: Account('q').balance = 5
except AttributeError as e: print(e)
print(InsufficientFunds.__doc__, __doc__)
Account('y').withdraw(10)
