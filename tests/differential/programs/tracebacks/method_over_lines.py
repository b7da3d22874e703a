# SPDX-License-Identifier: MIT
text = 'a,b'
value = (text
         .split(',')
         .nope())
