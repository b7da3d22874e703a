# SPDX-License-Identifier: MIT
#
# A program that starts a process without asking whether it is the main program.
from multiprocessing import Process


def work():
    pass


child = Process(target=work)
child.start()
child.join()
print("exit code", child.exitcode)
