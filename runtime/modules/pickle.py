# SPDX-License-Identifier: MIT
"""Objects as bytes: dumps and loads, protocol 4."""

import _pickle

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    __module__ = '_pickle'


class PicklingError(PickleError):
    __module__ = '_pickle'


class UnpicklingError(PickleError):
    __module__ = '_pickle'


for _error in (PickleError, PicklingError, UnpicklingError):
    setattr(_pickle, _error.__name__, _error)  # where pickles find it


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    return _pickle.dumps(obj)


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    return _pickle.loads(data)
