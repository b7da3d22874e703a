# SPDX-License-Identifier: MIT
"""The simulated machine's answers: the same on every host."""
import collections

_UnameResult = collections.namedtuple(
    'uname_result', ['system', 'node', 'release', 'version', 'machine', 'processor']
)


def system():
    return 'Linux'


def node():
    return 'gilsim'


def release():
    return '6.1.0'


def version():
    return '#1 SMP'


def machine():
    return 'x86_64'


def processor():
    return ''


def architecture(executable=None, bits='', linkage=''):
    return '64bit', 'ELF'


def uname():
    return _UnameResult(system(), node(), release(), version(), machine(), processor())


def platform(aliased=False, terse=False):
    return 'Linux-6.1.0-x86_64-with-glibc2.36'


def python_version():
    return '3.11.7'


def python_version_tuple():
    return '3', '11', '7'


def python_implementation():
    return 'CPython'


def python_compiler():
    return 'GCC 12.2.0'


def python_build():
    return 'main', 'Jan  1 2026 00:00:00'


def python_branch():
    return ''


def python_revision():
    return ''
