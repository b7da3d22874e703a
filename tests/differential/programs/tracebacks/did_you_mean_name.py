# SPDX-License-Identifier: MIT
message = 'hi'
print(mesage)
