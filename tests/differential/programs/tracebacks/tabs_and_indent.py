# SPDX-License-Identifier: MIT
def f():
	if True:
		return 1 + None
f()
