import multiprocessing


class Account(multiprocessing.Process):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn
        self.balance = 0

    def run(self):
        while True:
            command, *args = self.conn.recv()
            if command == 'deposit':
                self.balance += args[0]
                self.conn.send(('ok', self.balance))
            elif command == 'withdraw':
                if args[0] > self.balance:
                    self.conn.send(('error', ValueError(f'only {self.balance} left')))
                else:
                    self.balance -= args[0]
                    self.conn.send(('ok', self.balance))
            elif command == 'quit':
                self.conn.close()
                return


def ask(conn, *message):
    conn.send(message)
    status, value = conn.recv()
    if status == 'error':
        raise value
    return value


if __name__ == '__main__':
    here, there = multiprocessing.Pipe()
    account = Account(there)
    account.start()
    there.close()
    print(ask(here, 'deposit', 50), ask(here, 'withdraw', 20))
    try:
        ask(here, 'withdraw', 100)
    except ValueError as e:
        print('refused:', e)
    here.send(('quit',))
    account.join()
    print(account.balance, account.exitcode)
    try:
        ask(here, 'deposit', 1)
    except (EOFError, BrokenPipeError, ConnectionResetError) as e:
        print('account is closed')
