# SPDX-License-Identifier: MIT
"""Starting a process as a fresh interpreter: the main program runs again as __mp_main__."""

import _multiprocessing
import _pickle
import pickle
import sys
from multiprocessing import context, process, util

_inheriting = False


def _check_not_importing_main():
    if _inheriting:
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
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        ''')


def get_preparation_data(process_obj):
    """What the child gets, pickled: how to prepare itself, and the Process object."""
    _check_not_importing_main()
    method = context._default_context.get_start_method()  # from now on it is decided here, too
    context._spawning = True
    try:
        data = pickle.dumps((process_obj, process.current_process()._config))
    finally:
        context._spawning = False
    return pickle.dumps(((method, util.log_settings()), data))


# --- in the child: functions and order are CPython's, since tracebacks there show them ------------

def spawn_main(data):
    """Where a spawned process begins; ends it."""
    exitcode = _main(data)
    sys.exit(exitcode)


def _main(data):
    global _inheriting
    _inheriting = True
    preparation_data, data = pickle.loads(data)
    prepare(preparation_data)
    process_obj, config = _pickle.loads(data, None, None)[0]
    process.current_process()._config = config
    _inheriting = False
    return process_obj._bootstrap()


def prepare(data):
    """Makes the start method known, logging as in the parent, the main program's names there."""
    method, log_settings = data
    util.restore_log_settings(log_settings)
    context.force_start_method(method)
    _fixup_main_from_path()


def _fixup_main_from_path():
    main = _multiprocessing.run_main_again()
    if main is not None:
        sys.modules['__main__'] = sys.modules['__mp_main__'] = main


def freeze_support():
    """For programs frozen into an executable; there are none here."""
