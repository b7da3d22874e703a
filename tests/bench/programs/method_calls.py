# Methods, properties and attributes of instances, with inheritance.
import sys


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.moves = 0

    def deposit(self, amount):
        self.balance += amount
        self.moves += 1

    def withdraw(self, amount):
        if self.can_pay(amount):
            self.balance -= amount
            self.moves += 1
            return True
        return False

    def can_pay(self, amount):
        return amount <= self.balance

    @property
    def total(self):
        return self.balance


class Credit(Account):
    def __init__(self, balance, limit):
        super().__init__(balance)
        self.limit = limit

    def can_pay(self, amount):
        return amount <= self.balance + self.limit


def main(rounds):
    accounts = [Account(100), Credit(50, 200), Account(0)]
    refused = 0
    for i in range(rounds):
        giver = accounts[i % 3]
        taker = accounts[(i + 1) % 3]
        amount = i % 37
        if giver.withdraw(amount):
            taker.deposit(amount)
        else:
            refused += 1
    print(refused, [account.total for account in accounts], sum(a.moves for a in accounts))
    made = 0
    for i in range(rounds // 4):
        made += Credit(i, 1).total
    print(made)


main(int(sys.argv[1]))
