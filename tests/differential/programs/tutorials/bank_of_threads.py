# SPDX-License-Identifier: MIT
from __future__ import annotations

import logging
import sys
import threading
from dataclasses import dataclass, field
from typing import Dict, List, Optional

logging.basicConfig(
    level=logging.DEBUG,
    format="%(levelname)-8s [%(threadName)s] %(name)s: %(message)s",
    stream=sys.stdout,
)
logger = logging.getLogger("bank")


class InsufficientFunds(Exception):
    """Raised when an account has not enough money."""

    def __init__(self, account: Account, amount: float) -> None:
        super().__init__(f"{account.owner} cannot withdraw {amount:,.2f} (balance {account.balance:,.2f})")
        self.account = account
        self.amount = amount


@dataclass
class Account:
    owner: str
    balance: float = 0.0
    history: List[str] = field(default_factory=list, repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    def deposit(self, amount: float) -> None:
        with self._lock:
            self.balance += amount
            self.history.append(f"+{amount:.2f}")

    def withdraw(self, amount: float) -> None:
        with self._lock:
            if amount > self.balance:
                raise InsufficientFunds(self, amount)
            self.balance -= amount
            self.history.append(f"-{amount:.2f}")


@dataclass
class Bank:
    accounts: Dict[str, Account] = field(default_factory=dict)

    def open(self, owner: str, initial: float = 0) -> Account:
        return self.accounts.setdefault(owner, Account(owner, initial))

    def transfer(self, src: str, dst: str, amount: float) -> Optional[float]:
        first, second = sorted((src, dst))
        with self.accounts[first]._lock, self.accounts[second]._lock:
            try:
                self.accounts[src].withdraw(amount)
            except InsufficientFunds as exc:
                logger.warning("transfer failed: %s", exc)
                return None
            else:
                self.accounts[dst].deposit(amount)
                logger.info("moved %8.2f from %s to %s", amount, src, dst)
                return amount
            finally:
                logger.debug("total is %s", self.total())

    def total(self) -> float:
        return sum(a.balance for a in self.accounts.values())


def main() -> None:
    bank = Bank()
    for name, money in {"alice": 100, "bob": 50.5, "carol": 0}.items():
        bank.open(name, money)
    jobs = [("alice", "bob", 30), ("bob", "carol", 80.25), ("carol", "alice", 500)]
    for i, job in enumerate(jobs, start=1):
        t = threading.Thread(target=bank.transfer, args=job, name=f"teller-{i}")
        t.start()
        t.join()
    for a in sorted(bank.accounts.values(), key=lambda a: -a.balance):
        print(f"{a.owner:<10}|{a.balance:>10.2f}|{', '.join(a.history)!s:^30}|")
    print(bank)
    print(f"{bank.total()=}")


if __name__ == "__main__":
    main()
