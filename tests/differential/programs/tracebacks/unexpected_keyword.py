# SPDX-License-Identifier: MIT
def connect(host, port=80): pass
connect('localhost', timeout=5)
