# SPDX-License-Identifier: MIT
class Account:
    def __init__(self, balance):
        if balance < 0:
            raise ValueError('negative')
        self.balance = balance
Account(1)
Account(-1)
