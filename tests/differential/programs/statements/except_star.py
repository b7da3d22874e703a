# SPDX-License-Identifier: MIT
try:
    raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
except* ValueError as eg:
    print(eg.exceptions)
except* TypeError as eg:
    print(eg.exceptions)
