# SPDX-License-Identifier: MIT
raise KeyError('')
