# SPDX-License-Identifier: MIT
break
