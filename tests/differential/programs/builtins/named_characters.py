# SPDX-License-Identifier: MIT
print('\N{LATIN SMALL LETTER E WITH ACUTE}')
