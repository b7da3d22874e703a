# An uncaught exception ends the program with status 1, its output kept in order.
print('before')


class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f'balance is {self.balance}, not {amount}')
        self.balance -= amount


def main():
    account = Account(10)
    account.withdraw(4)
    print(account.balance)
    account.withdraw(40)


if __name__ == '__main__':
    main()
print('not reached')
