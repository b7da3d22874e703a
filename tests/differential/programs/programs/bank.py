# SPDX-License-Identifier: MIT
class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f'need {need}, have {have}')
        self.need, self.have = need, have
class Account:
    interest = 0.02
    def __init__(self, owner, balance=0):
        self.owner, self._balance, self.history = owner, balance, []
    @property
    def balance(self): return self._balance
    def deposit(self, n):
        if n <= 0: raise ValueError('deposit must be positive')
        self._balance += n
        self.history.append(('deposit', n))
        return self
    def withdraw(self, n):
        if n > self._balance: raise InsufficientFunds(n, self._balance)
        self._balance -= n
        self.history.append(('withdraw', n))
        return self
    def __repr__(self): return f'{type(self).__name__}({self.owner!r}, {self._balance:.2f})'
class Savings(Account):
    def add_interest(self): return self.deposit(round(self._balance * self.interest, 2))
a = Savings('Ann', 100)
a.deposit(50).withdraw(30).add_interest()
print(a, a.balance, a.history)
for bad in (lambda: a.withdraw(1000), lambda: a.deposit(-1), lambda: setattr(a, 'balance', 5)):
    try: bad()
    except (InsufficientFunds, ValueError, AttributeError) as e: print(type(e).__name__, e)
