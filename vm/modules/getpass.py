# SPDX-License-Identifier: MIT
"""Passwords and the user's name. There is no terminal whose echo could be turned off."""
import sys

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None):
    out = sys.stderr if stream is None else stream
    out.write(prompt)
    out.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removesuffix('\n')


def getuser():
    import os

    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        user = os.environ.get(name)
        if user:
            return user
    return 'user'
