# SPDX-License-Identifier: MIT
"""Starting a process as a fresh interpreter: the main program runs again as __mp_main__."""

import _multiprocessing
import pickle
import sys


def prepare(process):
    """What the child gets, pickled: the Process object."""
    if getattr(process_module(), '_inheriting', False):
        raise RuntimeError('''
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.''')
    return pickle.dumps(process)


def process_module():
    from multiprocessing import process
    return process


def _main(data):
    """In the child. Returns the exit code."""
    module = process_module()
    module._inheriting = True
    main = _multiprocessing.run_main_again()
    if main is not None:
        sys.modules['__main__'] = sys.modules['__mp_main__'] = main
    process = pickle.loads(data)
    module._inheriting = False
    return process._bootstrap()
