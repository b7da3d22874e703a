# SPDX-License-Identifier: MIT
값 = {'키': 1}
print(값['키'] + 값['없음'])
